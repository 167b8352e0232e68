/** `reset-link.ts`: a new password by a link that an administrator has sent. */
export type ResetLinkChange =
  /** Sets the password aside and sends a letter, from which the person chooses a new one. A link that was sent before ends. */
  | { readonly do: 'send_reset_link'; readonly accountId: string }
  /** The person has chosen one. */
  | { readonly do: 'follow_reset_link'; readonly accountId: string }
