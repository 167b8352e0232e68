import { expect } from 'vitest'
import type { Served } from '../setup/server.ts'
import { type Caller, sessionOf } from './companies.ts'

export type Item = Readonly<Record<string, unknown>>

export type Answer = {
  readonly status: number
  readonly body: Item & {
    readonly value: readonly Item[]
    readonly error: { readonly innerError: Item; readonly details: object }
  }
}

/** The API as people of the demo company, by their key, or as any other caller. */
export function graphApi(served: () => Served) {
  const callers: Record<string, Caller> = {}
  return async (caller: string | Caller, method: string, path: string, body?: unknown): Promise<Answer> => {
    if (typeof caller === 'string' && callers[caller] === undefined) {
      const { demo, running } = served()
      const id = demo.people.find((one) => one.key === caller)?.id as string
      callers[caller] = await sessionOf(running.admit, demo.tenant.id, id)
    }
    const response = await fetch(`${served().origin}/v1.0${path}`, {
      method,
      headers: {
        ...(typeof caller === 'string' ? callers[caller] : caller),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] }
  }
}

/** Makes changes as somebody of the demo company, and gives the answer; a test fails where they are refused. */
export function changesBy(send: ReturnType<typeof graphApi>, caller: string) {
  return async (...changes: object[]): Promise<Answer> => {
    const answer = await send(caller, 'POST', '/admit/changes', { changes })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer
  }
}

/** What an answer that refuses says: its status, our own code, and the details. */
export function refusalOf({ status, body }: Answer): Item {
  return { status, code: body.error?.innerError['code'], ...body.error?.details }
}
