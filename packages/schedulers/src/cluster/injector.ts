/** The entity of a trace that the numbers of the whole cluster belong to. */
export const injector = "injector"
