import type { AppError, ErrorCode } from '../../errors.ts'

/** RFC 7644 §3.12, table 9. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'

/** A refusal in SCIM's words. */
export class ScimError extends Error {
  readonly status: number
  readonly scimType: ScimType | null

  constructor(status: number, scimType: ScimType | null, detail: string) {
    super(detail)
    this.name = 'ScimError'
    this.status = status
    this.scimType = scimType
  }
}

/** 400 with the word for it. */
export function refused(scimType: ScimType, detail: string): ScimError {
  return new ScimError(400, scimType, detail)
}

const known: { readonly [C in ErrorCode]?: readonly [number, ScimType | null] } = {
  'change.not_possible': [400, 'invalidValue'],
  'group.external_id_taken': [409, 'uniqueness'],
  // RFC 7644 §3.12: not compatible with the target's current state.
  'group.is_dynamic': [400, 'mutability'],
  'group.name_taken': [409, 'uniqueness'],
  'group.nested_in_itself': [400, 'invalidValue'],
  'request.invalid': [400, 'invalidValue'],
  'scim.too_many': [400, 'tooMany'],
  'user.external_id_taken': [409, 'uniqueness'],
  'user.name_taken': [409, 'uniqueness'],
}

/** An error of ours in SCIM's words, with its own code beside them. */
export function scimErrorOf(error: AppError | ScimError): ScimError {
  if (error instanceof ScimError) return error
  const [status, scimType] = known[error.code] ?? [error.status, null]
  const facts = error.status >= 500 ? [] : Object.entries(error.details).filter(([, value]) => value != null)
  const more = facts.map(([name, value]) => `${name} ${String(value)}`).join(', ')
  return new ScimError(status, scimType, `${error.message}${more === '' ? '' : ` (${more})`} [${error.code}]`)
}

/** RFC 7644 §3.12. */
export function errorBody(error: ScimError): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(error.status),
    ...(error.scimType === null ? {} : { scimType: error.scimType }),
    detail: error.message,
  }
}
