/** Resources in one answer. */
export const mostResults = 200
/** Operations of one bulk. */
export const mostOperations = 500
/** Bytes of one request. */
export const mostPayload = 1024 * 1024
/** Operations of one PATCH. */
export const mostPatches = 200
/** Values of one attribute; members of a group may be more. */
export const mostValues = 100
export const mostMembersSent = 10_000
/** Characters of a filter, and parts it may have. */
export const mostFilter = 4096
export const mostFilterParts = 64
