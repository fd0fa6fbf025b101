import type { Bytes, BytesPerSecond } from "@placelab/core"
import type { Round } from "./result.ts"

/** Bytes of a VM that are to be sent, were sent, or got dirty. */
export interface Content {
  readonly memory: Bytes
  readonly storage: Bytes
}

/** A round with the VM running. */
export interface LiveRound {
  readonly round: Round
  readonly sent: Content
  /** What got dirty meanwhile. */
  readonly dirty: Content
  /** What the next round has to send. */
  readonly left: Content
}

/** All of a VM that can be left to send, and how fast it writes to its storage. */
interface Whole extends Content {
  readonly storageWriteRate: BytesPerSecond
}

/** The storage in the first `bytes` that are sent of `content`: storage goes first. */
export function storageIn(content: Content, bytes: Bytes): Bytes {
  return Math.min(bytes, content.storage)
}

/** What became of `content` in a round in which `dirtied` bytes of memory got dirty. */
export function liveRound(round: Round, content: Content, dirtied: Bytes, all: Whole): LiveRound {
  const sent = { memory: round.bytes - round.storage, storage: round.storage }
  const dirty = {
    memory: dirtied,
    storage: Math.min(all.storageWriteRate * round.seconds, all.storage),
  }
  const left = {
    memory: Math.min(all.memory, content.memory - sent.memory + dirty.memory),
    storage: Math.min(all.storage, content.storage - sent.storage + dirty.storage),
  }
  return { round, sent, dirty, left }
}
