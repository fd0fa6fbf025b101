import { InputError } from "@placelab/core"
import type { Either } from "fp-ts/lib/Either.js"

// An Either is plain data. Made by hand here, so that only those who compute with Eithers load fp-ts.

/** Runs checks that throw {@link InputError} and gives the error as a value; any other error is thrown on. */
export function checked<A>(build: () => A): Either<InputError, A> {
  try {
    return { _tag: "Right", right: build() }
  } catch (error) {
    if (error instanceof InputError) return { _tag: "Left", left: error }
    throw error
  }
}

/**
 * The value of a `Right`; throws the error of a `Left`. For notebooks and programs, where wrong parameters should stop
 * everything; inside pipelines keep the Either.
 */
export function orThrow<A>(either: Either<Error, A>): A {
  if (either._tag === "Left") throw either.left
  return either.right
}
