import { InputError } from "@placelab/core"
import * as E from "fp-ts/lib/Either.js"

/** Runs checks that throw {@link InputError} and gives the error as a value; any other error is thrown on. */
export function checked<A>(build: () => A): E.Either<InputError, A> {
  try {
    return E.right(build())
  } catch (error) {
    if (error instanceof InputError) return E.left(error)
    throw error
  }
}

/**
 * The value of a `Right`; throws the error of a `Left`. For notebooks and programs, where wrong parameters should stop
 * everything; inside pipelines keep the Either.
 */
export function orThrow<A>(either: E.Either<Error, A>): A {
  if (E.isLeft(either)) throw either.left
  return either.right
}
