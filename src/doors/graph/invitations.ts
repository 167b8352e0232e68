import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { invite } from '../../app/guests/invite.ts'
import type { Api } from './api.ts'
import { id, language, name } from './fields.ts'
import { originOf } from './origin.ts'
import { viewerOf } from './viewer.ts'

/** An invitation as Graph has it. What is written to the guest is plain text. */
const newInvitation = z.strictObject({
  invitedUserEmailAddress: z.string().trim().min(3).max(254),
  inviteRedirectUrl: z.string().max(2048),
  invitedUserDisplayName: name.nullish(),
  invitedUserType: z.literal('Guest').nullish(),
  sendInvitationMessage: z.boolean().nullish(),
  invitedUserMessageInfo: z
    .strictObject({
      customizedMessageBody: z.string().trim().max(2000).nullish(),
      messageLanguage: language.nullish(),
      // Nobody else is written to.
      ccRecipients: z.array(z.unknown()).max(0, 'an invitation goes to the guest alone').nullish(),
    })
    .nullish(),
  resetRedemption: z.boolean().nullish(),
  invitedUser: z.looseObject({ id }).nullish(),
})

/** People from outside are asked in: one at a time here, many by the bulk `invite`. */
export function invitationRoutes(app: Api, admit: Admit): void {
  app.post('/v1.0/invitations', { schema: { tags: ['directory'], body: newInvitation } }, async (request, reply) => {
    const { body } = request
    const said = body.invitedUserMessageInfo?.customizedMessageBody || null
    const { account, address, redeemUrl } = await invite(admit, await viewerOf(admit, request), {
      address: body.invitedUserEmailAddress,
      displayName: body.invitedUserDisplayName ?? undefined,
      redirectUrl: body.inviteRedirectUrl,
      letter: body.sendInvitationMessage ? { is: 'sent', said } : { is: 'none' },
      language: body.invitedUserMessageInfo?.messageLanguage ?? undefined,
      again: body.resetRedemption ? 'reset' : 'left_alone',
      accountId: body.invitedUser?.id,
    })
    return reply.code(201).send({
      '@odata.context': `${originOf(admit, request)}/v1.0/$metadata#invitations/$entity`,
      id: randomUUID(),
      inviteRedeemUrl: redeemUrl,
      invitedUserDisplayName: account.displayName,
      invitedUserType: 'Guest',
      invitedUserEmailAddress: address,
      sendInvitationMessage: body.sendInvitationMessage === true,
      resetRedemption: body.resetRedemption === true,
      inviteRedirectUrl: body.inviteRedirectUrl,
      status: redeemUrl === null ? 'Completed' : 'PendingAcceptance',
      invitedUserMessageInfo: {
        messageLanguage: body.invitedUserMessageInfo?.messageLanguage ?? null,
        ccRecipients: [],
        customizedMessageBody: said,
      },
      invitedUser: { id: account.id },
    })
  })
}
