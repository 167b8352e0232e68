/** Every error that a caller can be told, by a code that is never renamed or reused. */
export const errors = {
  'app.identifier_taken': { status: 409, title: 'Another app already has this identifier' },
  'app.is_own': { status: 409, title: 'This app is a part of Admit and cannot be changed' },
  'app.not_assigned': { status: 404, title: 'There is no such assignment of this app' },
  'app.not_found': { status: 404, title: 'There is no such app' },
  'app.secret_not_found': { status: 404, title: 'The app has no such secret' },
  'auth.forbidden': { status: 403, title: 'Your role does not allow this' },
  'auth.required': { status: 401, title: 'Sign in first' },
  'auth.token_invalid': { status: 401, title: 'The token is not valid here' },
  'change.conflict': { status: 409, title: 'Something changed meanwhile; look again' },
  'change.forbidden': { status: 403, title: 'Your role does not allow this change' },
  'change.locks_out_administrators': { status: 409, title: 'After this change no administrator could sign in' },
  'change.not_possible': { status: 422, title: 'This change cannot be made' },
  'database.in_use': { status: 409, title: 'Another server uses this data folder' },
  'database.unavailable': { status: 503, title: 'The database is away for a moment' },
  'domain.not_found': { status: 404, title: 'There is no such domain' },
  'domain.taken': { status: 409, title: 'The domain belongs to another organisation' },
  'grant.not_found': { status: 404, title: 'Nothing was granted so' },
  'group.exists': { status: 409, title: 'There is already a group with this id' },
  'group.external_id_taken': { status: 409, title: 'Another group already has this external id' },
  'group.holds_licences': { status: 409, title: 'A group that holds licences cannot be deleted' },
  'group.is_assigned': { status: 409, title: 'This group has no rule' },
  'group.is_dynamic': { status: 409, title: 'A dynamic group has no hand-added members' },
  'group.name_taken': { status: 409, title: 'Another group already has this name' },
  'group.nested_in_itself': { status: 409, title: 'A group cannot be inside itself' },
  'group.not_found': { status: 404, title: 'There is no such group' },
  'import.invalid': { status: 400, title: 'Some lines cannot be imported' },
  'instance.not_found': { status: 404, title: 'There is no such instance' },
  'instance.user_not_found': { status: 404, title: 'The instance has no record of this person' },
  internal: { status: 500, title: 'Something broke on our side' },
  'job.needed': { status: 409, title: 'This job brings a change to its end and cannot be stopped' },
  'job.not_found': { status: 404, title: 'There is no such job' },
  'job.over': { status: 409, title: 'The job has ended' },
  'job.unknown_kind': { status: 500, title: 'Nobody here knows how to do this job' },
  'journal.broken': { status: 500, title: 'The journal is not whole' },
  'journal.no_entry': { status: 404, title: 'The journal has no such entry' },
  'licence.conflicting_plans': { status: 409, title: 'A plan of it excludes one that the person has' },
  'licence.missing_prerequisite': { status: 409, title: 'It builds on a plan that the person does not have' },
  'licence.no_seats': { status: 409, title: 'All seats of this product are taken' },
  'licence.not_assigned': { status: 404, title: 'This licence is not assigned directly' },
  'licence.usage_location_missing': { status: 409, title: 'A licence needs a usage location' },
  'list.advanced': { status: 400, title: 'This asks for ConsistencyLevel: eventual and $count=true' },
  'list.needs_index': { status: 400, title: 'There is too much to look through for this' },
  'list.token_expired': { status: 410, title: 'This token is too old; begin anew' },
  'location.in_use': { status: 409, title: 'A policy uses this location' },
  'location.not_found': { status: 404, title: 'There is no such named location' },
  'member.not_found': { status: 404, title: 'There is nobody and nothing with this id' },
  'password.banned': { status: 400, title: 'This password is too easy to guess' },
  'password.wrong': { status: 400, title: 'This is not the password' },
  'password.too_weak': { status: 400, title: 'This password is not strong enough' },
  'policy.not_found': { status: 404, title: 'There is no such policy' },
  'product.not_found': { status: 404, title: 'There is no such product' },
  'rate.limited': { status: 429, title: 'Too many requests; wait a moment' },
  'request.changed_meanwhile': { status: 412, title: 'It was changed since you read it' },
  'request.dependency_failed': { status: 424, title: 'A request that this one depends on failed' },
  'request.forged': { status: 403, title: 'This form did not come from our page' },
  'request.invalid': { status: 400, title: 'The request is not well formed' },
  'request.not_found': { status: 404, title: 'There is nothing at this address' },
  'request.too_large': { status: 413, title: 'The request is too large' },
  'request.wrong_host': { status: 421, title: 'This is not an address of ours' },
  'request.wrong_type': { status: 415, title: 'This kind of content is not taken here' },
  'role.not_assigned': { status: 404, title: 'Nobody holds this role by this assignment' },
  'role.not_found': { status: 404, title: 'There is no such role' },
  'rule.invalid': { status: 400, title: 'The rule cannot be read' },
  'scim.token_not_found': { status: 404, title: 'There is no such token, or it has ended' },
  'scim.too_many': { status: 400, title: 'There is too much of it for one answer' },
  'scim.version_differs': { status: 412, title: 'It was changed since you read it' },
  'sign_in.not_found': { status: 404, title: 'No sign-in of the last seven days has this reference' },
  'sign_in.over': { status: 400, title: 'This sign-in is over; start again' },
  'sign_in.too_many_codes': { status: 429, title: 'Too many wrong codes; start again' },
  'tenant.none': { status: 404, title: 'No organisation here has this domain' },
  'tenant.not_found': { status: 404, title: 'There is no such organisation' },
  'user.exists': { status: 409, title: 'There is already an account with this id' },
  'user.external_id_taken': { status: 409, title: 'Another account already has this external id' },
  'user.name_taken': { status: 409, title: 'Another account already has this sign-in name' },
  'user.no_manager': { status: 404, title: 'This person has no manager' },
  'user.not_found': { status: 404, title: 'There is no such account' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>

export type ErrorCode = keyof typeof errors

/** An error with one of the codes; `details` say what exactly, and never hold a secret. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}) {
    super(errors[code].title)
    this.name = 'AppError'
    this.code = code
    this.status = errors[code].status
    this.details = details
  }
}
