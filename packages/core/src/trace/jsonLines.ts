/*
 * VMPlaceS' `events.json`: one JSON object a line, in the order of the rows of the trace.
 *
 *   a state     {"event":"trace_event","origin":"node7","state_name":"PM","time":"12.5","value":"violation","data":"","duration":9.25}
 *   a variable  {"event":"trace_event","origin":"node7","state_name":"VARIABLE","time":"12.5","value":"LOAD","data":{"value":88},"duration":3}
 *   an event    {"event":"crash_event","origin":"node7"}
 *
 * `time` is a text, in seconds: when a state began, or a variable was written. `duration` is a number, in seconds. `data` is an
 * object, or an empty text for none.
 *
 * Differs  events of VMPlaceS have no date: those written here have `time`, and `data` where there are some. Numbers are written in
 *          their shortest form: `12` where Java prints `12.0`.
 */

/** The `event` of all lines that are states or variables. */
export const eventOfStates = "trace_event"
/** The `state_name` of all lines that are variables. */
export const stateOfVariables = "VARIABLE"
