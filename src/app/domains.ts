import { provesDomain, provingParent, verificationText } from '../core/changes/domains.ts'
import { AppError } from '../errors.ts'
import { askTxt, type DnsAnswer } from '../probes/dns.ts'
import { type DomainRow, domainUse, findDomain, listDomains } from '../store/domains.ts'
import type { TenantDb } from '../store/store.ts'
import { loadTenantPart } from '../store/tenant-part.ts'
import type { Admit } from './admit.ts'
import { asAdministrator } from './directory.ts'
import type { Viewer } from './viewer.ts'

/** A record to be made with whoever hosts the DNS of a domain. */
export type WantedRecord = {
  readonly type: 'TXT'
  readonly name: string
  readonly value: string
  /** Seconds that others may remember it. */
  readonly ttl: number
}

export type DomainShown = Omit<DomainRow, 'token'> & { readonly records: readonly WantedRecord[] }

/** So long an administrator waits for DNS at most. */
const patience = 5_000

/** The tenant's domains, the default one first, each with the records that prove it. */
export function domainList(admit: Admit, viewer: Viewer): Promise<DomainShown[]> {
  return asAdministrator(admit, viewer, 'Domain.Read.All', async (t) => (await listDomains(t)).map(shown))
}

/** A domain with who uses it; throws `domain.not_found`. */
export function domainDetails(admit: Admit, viewer: Viewer, name: string) {
  return asAdministrator(admit, viewer, 'Domain.Read.All', async (t) => {
    const found = await findDomain(t, name)
    if (found === null) throw new AppError('domain.not_found', { name })
    return { ...shown(found), usedBy: await domainUse(t, found.name) }
  })
}

function shown({ token, ...domain }: DomainRow): DomainShown {
  return { ...domain, records: [{ type: 'TXT', name: domain.name, value: verificationText(token), ttl: 3600 }] }
}

/**
 * Asks DNS whether the domain's owner has shown the record of this tenant. A domain under a verified one of the tenant's is
 * proved by it. Throws `domain.not_proved` with what is expected and what was found, and `domain.no_answer` where nobody knows.
 */
export async function proveDomain(admit: Admit, t: TenantDb, name: string): Promise<void> {
  const domain = await findDomain(t, name)
  if (domain === null) throw new AppError('domain.not_found', { name })
  if (domain.isVerified || provingParent((await loadTenantPart(t)).domains, domain.name) !== null) return
  const answer = await askTxt(domain.name, { servers: admit.config.dnsServers, timeoutMs: patience })
  if (answer.is === 'records' && provesDomain(domain.token, answer.records)) return
  const expected = `TXT ${domain.name} ${verificationText(domain.token)}`
  const code = isSilence(answer) ? 'domain.no_answer' : 'domain.not_proved'
  throw new AppError(code, { name: domain.name, expected, ...tell(answer, domain.name) })
}

const isSilence = ({ is }: DnsAnswer) => is === 'failed' || is === 'unreachable' || is === 'timeout'

/** What DNS said, and what to do about it. */
function tell(
  answer: DnsAnswer,
  name: string,
): { readonly answer: string; readonly found: readonly string[]; readonly hint: string } {
  const later = 'A new record may take until the old answer is forgotten, up to 72 hours.'
  switch (answer.is) {
    case 'records': {
      const ours = answer.records.some((text) => text.includes('admit-verification='))
      return {
        answer: answer.is,
        found: answer.records,
        hint: ours
          ? 'There is a record of another organisation, or of an earlier time: add the expected one.'
          : `${name} has other TXT records: add the expected one beside them. ${later}`,
      }
    }
    case 'alias':
      return {
        answer: answer.is,
        found: [`CNAME ${answer.target}`],
        hint: `${name} stands for ${answer.target}, and what is there proves nothing about ${name}. Verify the domain above it.`,
      }
    case 'no_such_record':
      return { answer: answer.is, found: [], hint: `${name} has no TXT record. Add the expected one. ${later}` }
    case 'no_such_name':
      return {
        answer: answer.is,
        found: [],
        hint: `DNS knows no ${name}. Is it registered and written right? ${later}`,
      }
    case 'failed':
      return { answer: answer.code, found: [], hint: `The name servers of ${name} may be broken. Try again later.` }
    case 'unreachable':
      return { answer: answer.is, found: [], hint: 'No name server could be reached from here (ADMIT_DNS_SERVERS).' }
    case 'timeout':
      return { answer: answer.is, found: [], hint: `No name server answered within ${answer.afterMs} ms. Try again.` }
  }
}
