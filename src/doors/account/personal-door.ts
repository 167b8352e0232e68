import type { FastifyInstance } from 'fastify'
import { html } from 'ghtml'
import type { Admit } from '../../app/admit.ts'
import { deleteOwnAccount, type LinkedOrganisation, linkedOrganisations } from '../../app/realm/own-account.ts'
import { realmName } from '../../app/realm/make-realm.ts'
import { realmId } from '../../core/federation/personal.ts'
import { browserOf, forgetSessions } from '../browser.ts'
import { clearSecretCookie, dropFlow, sessionCookie } from '../forms.ts'
import { buttons, card, type Html, sendPage } from '../page.ts'
import { frameOf, sessionAt, takesForms } from './forms.ts'
import { account, formTo, type Frame } from './frame.ts'
import { say } from '../../app/words/say.ts'

const home = '/account/personal'

/** What people see of their personal account: where it is known, and how it ends. Those of organisations have none. */
export function personalDoor(app: FastifyInstance, admit: Admit): void {
  app.get(home, async (request, reply) => {
    const session = await sessionAt(admit, request)
    if (session === null) return reply.redirect(`/signin?domain_hint=consumers&returnTo=${home}`, 303)
    if (session.tenantId !== realmId) return reply.redirect('/account/methods', 303)
    const linked = await linkedOrganisations(admit, session)
    return sendPage(reply, personalPage(await frameOf(admit, request, session, home), linked))
  })

  takesForms(
    app,
    admit,
    home,
  )('delete', async (session, request, reply) => {
    if ((request.body as { sure?: unknown }).sure !== 'yes') return reply.redirect(home, 303)
    await deleteOwnAccount(admit, session)
    const { current } = browserOf(request)
    forgetSessions(request, reply, current === null ? [] : [current])
    clearSecretCookie(reply, sessionCookie)
    dropFlow(request, reply)
    return sendPage(reply, deletedPage())
  })
}

function personalPage(frame: Frame, linked: readonly LinkedOrganisation[]): Html {
  return account(
    frame,
    say('My personal account'),
    html`<h1>${say('My personal account')}</h1>
<p>${say('One account for every organisation here that invited {address} as a guest.', { address: frame.person.signInName })}</p>
<h2>${say('Where it is known')}</h2>
!${linked.length === 0 ? html`<p class="quiet">${say('No organisation knows you by it yet. Open the invitation that you were sent, and accept it with your personal account.')}</p>` : html`<ul class="plain">!${linked.map(organisation)}</ul>`}
<h2>${say('Delete it')}</h2>
<p class="quiet">${say('Your name, your address, your password and everything you sign in with are erased at once, and nobody brings them back. Organisations keep what they have of you as their guest, and you come to them no more unless they invite you again. To have that deleted too, ask them.')}</p>
!${frame.proveAt === null ? deletion(frame) : html`<div class="buttons"><a class="button second" href="${frame.proveAt}">${say('Confirm first that it is you')}</a></div>`}
<div class="links"><a href="/account/methods">${say('My sign-in methods')}</a><a href="/account/contact">${say('How I am reached')}</a></div>`,
  )
}

const organisation = ({ name, domain }: LinkedOrganisation) =>
  html`<li>!${domain === null ? html`${name}` : html`<a href="/signin?domain_hint=${domain}">${name}</a>`}</li>`

const deletion = (frame: Frame) =>
  formTo(
    frame,
    `${home}/delete`,
    html`<label class="check"><input type="checkbox" name="sure" value="yes" required><span>${say('Delete my personal account, for good')}</span></label>!${buttons(say('Delete my account'))}`,
  )

const deletedPage = () =>
  card(
    say('Your personal account is deleted'),
    say(realmName),
    html`<h1>${say('Your personal account is deleted')}</h1><p>${say('Nothing of it is left here but that it was deleted.')}</p>`,
    'narrow',
  )
