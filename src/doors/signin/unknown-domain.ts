/** What is said of a name whose domain nobody has: which organisations there are is no secret. */
export const unknownDomain = 'No organisation here has this domain. Check what follows the @ in your sign-in name.'
