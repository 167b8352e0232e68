import { ownName } from '../../core/guests/invitation.ts'
import { type Decision, decide } from '../../core/decide.ts'
import { realmId } from '../../core/federation/personal.ts'
import { mfaRegistered } from '../../core/gates/mfa-registered.ts'
import { isAllowed, maySetUp } from '../../core/methods/allowed.ts'
import { provesAsMuch } from '../../core/methods/strengths.ts'
import { strengthAsked } from '../../core/policy/strength.ts'
import { isByPass } from '../../core/methods/temporary-pass.ts'
import { say } from '../words/say.ts'
import { readersWords } from '../words/wording.ts'
import { genericSentence, tellPerson } from '../../core/explain/tell.ts'
import type { Snapshot } from '../../core/snapshot.ts'
import type { TenantDb } from '../../store/store.ts'
import type { Admit } from '../admit.ts'
import { asksToSetUp } from '../asks-to-set-up.ts'
import { loadSnapshot } from '../asked.ts'
import { sendable } from '../codes/destination.ts'
import { newestTo } from '../codes/sent-code.ts'
import { totpText, totpUri } from '../totp.ts'
import { helpersOf } from '../who-can-help.ts'
import { detailsStep } from './details-step.ts'
import { methodsAtHand } from './at-hand.ts'
import { asksAgain, consentStep, notConsented, withoutConsent } from './consent-step.ts'
import { firstProof, nameStep } from './first-step.ts'
import { type Flow, unproved } from './flow.ts'
import { isStale, lacksProof, newPasswordStep } from './new-password-step.ts'
import { isEnoughFor, isProving } from './proving.ts'
import { newReference, recordSignIn } from './record.ts'
import type { Step } from './step.ts'

/** The snapshot a flow stands at, where a code was wrong with how far off the clock is that made it. */
export function snapshotOf(t: TenantDb, flow: Flow, now: number, codeSteps: number | null = null): Promise<Snapshot> {
  return loadSnapshot(
    t,
    {
      person:
        flow.accountId !== null
          ? { accountId: flow.accountId }
          : flow.signInName === null
            ? null
            : { signInName: flow.signInName },
      appId: flow.appId,
      instanceId: flow.instanceId,
      redirectUri: flow.redirectUri,
      scopes: flow.scopes,
      ip: flow.ip,
      place: flow.place,
      proof: {
        credential: flow.credential,
        ...(flow.isSingleSignOn && flow.credentialAt !== null ? { credentialAt: flow.credentialAt } : {}),
        secondFactor: flow.secondFactor,
        ...(flow.methods.length === 0 ? {} : { methods: flow.methods }),
        ...(flow.pass === null ? {} : { pass: flow.pass }),
        ...(flow.provider == null ? {} : { provider: flow.provider }),
        ...(codeSteps === null ? {} : { codeSteps }),
      },
    },
    now,
  )
}

/** Decided, and what that means for the person: the next page, the end, or null when they are admitted. */
export type Judged = {
  readonly s: Snapshot
  readonly decision: Decision
  readonly step: Step | null
  readonly flow: Flow
}

/** Decides where the flow stands and words it for the person. A refusal is written into the sign-in log. */
export async function judge(admit: Admit, t: TenantDb, flow: Flow, now: number): Promise<Judged> {
  const s = await snapshotOf(t, flow, now)
  const decision = decide(s)
  const name = s.account === null ? (flow.signInName ?? '') : ownName(s.account)
  if (decision.outcome === 'admit') {
    if (isProofDue(s, flow)) return { s, decision, flow, step: await codeStep(t, flow, s, decision) }
    if (asksAgain(s, flow)) {
      // Whoever says no then has taken nothing back: they are told, and so is the app, as if they had never said yes.
      const unasked = withoutConsent(s)
      if (flow.declined === 'yes') return refuse(t, flow, unasked, decide(unasked))
      return { s, decision, flow, step: consentStep(s, name, s.attempt.scopes) }
    }
    return { s, decision, flow, step: lacksMethod(s, flow) ? await registerStep(admit, t, flow, s, decision) : null }
  }

  const code = decision.because?.code
  if (flow.signInName === null && (code === 'CRE-ASK' || decision.outcome === 'unknown'))
    return { s, decision, flow, step: nameStep(s, flow) }

  switch (code) {
    case 'CRE-ASK':
      return { s, decision, flow, step: firstProof(s, { ...flow, signInName: flow.signInName ?? name }) }
    case 'CRE-FED-ASK': {
      // Whoever is of a provider goes there, where what they typed says so; else it is as of any other name (SEC-01).
      const first = firstProof(s, flow)
      if ('ask' in first && first.ask === 'provider')
        return { s, decision, flow: { ...flow, ...unproved, isSingleSignOn: false }, step: first }
      break
    }
    case 'CRE-FED-CLOSED':
      // A session of a way that is closed since: they come anew.
      if (flow.isSingleSignOn) return judge(admit, t, { ...flow, ...unproved, isSingleSignOn: false }, now)
      break
    case 'SES-AGE': {
      // Whatever single sign-on would allow, they prove it again, and go on to where they wanted (T3).
      const failure = { text: tellPerson(decision, s, 'password', readersWords).text, reference: null }
      return judge(admit, t, { ...flow, ...unproved, signInName: name, isSingleSignOn: false, failure }, now)
    }
    case 'POL-MFA':
    case 'MFA-STATE':
    case 'MFA-DONE':
    case 'MFA-STRENGTH':
    case 'CRE-METHOD-OTHER':
      return { s, decision, flow, step: await codeStep(t, flow, s, decision) }
    case 'MFA-REG':
    case 'MFA-STATE-REG':
    case 'MFA-STRENGTH-REG':
      return { s, decision, flow, step: await registerStep(admit, t, flow, s, decision) }
    case 'CRE-EXPIRED':
    case 'CRE-TEMP':
      if (isStale(flow, now))
        return judge(admit, t, { ...flow, ...unproved, signInName: name, isSingleSignOn: false }, now)
      return {
        ...{ s, decision, flow },
        step: lacksProof(s, flow) ? await codeStep(t, flow, s, decision) : newPasswordStep(s, decision, flow),
      }
    case 'ACC-PROFILE':
      // All proofs come before anything is written.
      return {
        ...{ s, decision, flow },
        step: isProofDue(s, flow) ? await codeStep(t, flow, s, decision) : detailsStep(s, flow.failure),
      }
    case 'APP-UCONSENT':
      if (flow.declined === 'no') return { s, decision, flow, step: consentStep(s, name, notConsented(s)) }
  }
  return refuse(t, flow, s, decision)
}

/**
 * Who administers, or changes what they sign in with, proves it with all they have, whatever policies ask for (SEC-32, SEC-09). So does
 * whoever signs in with a personal account: no policy asks there for what organisations count on.
 */
function isProofDue({ account, tenant }: Snapshot, flow: Flow): boolean {
  return lacksProof({ account, tenant }, flow) && (tenant.id === realmId || isProving({ account }, flow))
}

/** Whether the person is asked to set up a second factor. */
export function asksToRegister(s: Snapshot, flow: Flow): boolean {
  const decision = decide(s)
  return asksToSetUp(decision) || (decision.outcome === 'admit' && lacksMethod(s, flow))
}

async function codeStep(t: TenantDb, flow: Flow, s: Snapshot, decision: Decision): Promise<Step> {
  // What takes the place of a password that is not allowed proves both by itself.
  const isOther = decision.because?.code === 'CRE-METHOD-OTHER'
  const atHand = await (isOther ? methodsAtHand(t, flow, s, 'passwordless') : methodsAtHand(t, flow, s))
  if (atHand === null) throw new Error('nobody is asked for a second factor who has none')
  return {
    ask: 'code',
    signInName: s.account === null ? '' : ownName(s.account),
    organisation: s.tenant.name,
    why: whyStronger(s, decision) ?? whyStrongest(s, flow),
    ...atHand,
    sentBy: sentBy(flow, atHand.method.id),
    mayCall: mayCall(s),
    failure: flow.failure,
  }
}

const mayCall = ({ account, tenant }: Snapshot) => account !== null && isAllowed('voice', account, tenant)

const sentBy = ({ sent }: Flow, to: string) => sent[newestTo(sent, to)]?.channel ?? null

/** Why more is asked for than a second factor; null where it is not. */
function whyStronger(s: Snapshot, decision: Decision): string | null {
  const told = decision.because === null ? null : tellPerson(decision, s, 'password', readersWords)
  return told !== null && stronger.has(told.code ?? '') ? told.text : null
}

/** Why something is not offered that they have: what others can be sent shows too little here. */
function whyStrongest(s: Snapshot, flow: Flow): string | null {
  const isLeftOut = s.account?.methods.some(({ kind, isUsable }) => isUsable && !isEnoughFor(kind, s, flow)) === true
  return isLeftOut
    ? say('This asks for the strongest you have set up. Without it, use a recovery code or ask who can help.')
    : null
}

const stronger: ReadonlySet<string> = new Set(['MFA-STRENGTH', 'MFA-STRENGTH-REG', 'CRE-METHOD-OTHER'])

/** Whether somebody whom a pass lets in has no method, and is asked for one when the pass is over. */
function lacksMethod(s: Snapshot, flow: Flow): boolean {
  if (!isByPass(s) || flow.isSingleSignOn || (flow.postponed === 'yes' && mayWait(s))) return false
  return mfaRegistered.check({ ...s, proof: { credential: 'verified', secondFactor: 'not_presented' } }).is === 'stop'
}

/** A pass for several sign-ins lets in again; one that is used up does not. */
const mayWait = (s: Snapshot) => isByPass(s) && s.account?.temporaryPass?.uses === 'many'

async function registerStep(admit: Admit, t: TenantDb, flow: Flow, s: Snapshot, decision: Decision): Promise<Step> {
  const sealed = flow.registering
  if (sealed === null) throw new Error('a registration is begun before its page is shown')
  const secret = admit.vault.open(Buffer.from(sealed, 'base64'), `registering ${flow.accountId}`)
  const signInName = s.account === null ? '' : ownName(s.account)
  const asked = strengthAsked(s)
  const offers = s.account === null ? [] : maySetUp(s.account, s.tenant).filter((kind) => provesAsMuch(kind, asked))
  const mayBeSent = (await sendable(admit, t)).filter((kind) => offers.includes(kind))
  const { settingUp } = flow
  return {
    ask: 'register',
    signInName,
    organisation: s.tenant.name,
    why: whyStronger(s, decision),
    offers,
    secret: totpText(secret),
    uri: totpUri(secret, signInName, s.tenant.name),
    mayBeSent,
    sentTo:
      settingUp !== null && mayBeSent.includes(settingUp.kind)
        ? { ...settingUp, by: sentBy(flow, settingUp.address) }
        : null,
    mayCall: mayCall(s),
    mayWait: decision.outcome === 'admit' && mayWait(s),
    failure: flow.failure,
  }
}

/** Codes that say something about the account, before or about its proof: the person reads one sentence for all of them (SEC-01). */
function isGeneric(decision: Decision): boolean {
  return decision.because?.disclose === 'never'
}

async function refuse(t: TenantDb, flow: Flow, s: Snapshot, decision: Decision): Promise<Judged> {
  // Who has typed a name and no password yet is asked for one, whatever stands in the way, and nothing was refused (SEC-01).
  if (isGeneric(decision) && flow.credential === 'not_presented') {
    return { s, decision, flow, step: firstProof(s, flow) }
  }
  const reference = newReference()
  await recordSignIn(t, s, decision, {
    kind: 'interactive',
    correlationId: flow.correlationId,
    client: flow.client,
    reference,
  })

  // Back on the password page, where a right name and password would have been accepted too. Who came by a provider gave none.
  if (isGeneric(decision) && flow.provider == null) {
    const again: Flow = { ...flow, ...unproved, failure: { text: say(genericSentence), reference } }
    return {
      s,
      decision,
      flow: again,
      step: { ask: 'password', signInName: flow.signInName ?? '', organisation: s.tenant.name, failure: again.failure },
    }
  }

  // Who gives a pass that is over has proved that it was theirs: that much may be told.
  const hasShown = flow.credential === 'verified' || flow.pass !== null
  const told = tellPerson(
    decision,
    s,
    flow.secondFactor === 'verified' ? 'second_factor' : hasShown ? 'password' : 'nothing',
    readersWords,
  )
  const hasProved = flow.credential === 'verified'
  // A name that cannot be one is typed anew, on the page where it was typed.
  if (decision.because?.code === 'ADR-FORMAT') {
    const again: Flow = { ...flow, signInName: null, failure: { text: told.text, reference } }
    return { s, decision, flow: again, step: nameStep(s, again) }
  }
  return {
    s,
    decision,
    flow,
    step: {
      refused: {
        title: told.title,
        text: told.text,
        reference,
        correlationId: flow.correlationId,
        at: s.now,
        number: flow.declined === 'yes' ? 65004 : isGeneric(decision) ? 50126 : (decision.because?.number ?? 50000),
        code: told.code,
        help: hasProved ? await helpersOf(t) : [],
        appName: s.app?.name ?? null,
        organisation: s.tenant.name,
        continueUrl: null,
        newSession: null,
        error: decision.because?.code === 'APP-UCONSENT' ? 'consent_required' : 'access_denied',
      },
    },
  }
}
