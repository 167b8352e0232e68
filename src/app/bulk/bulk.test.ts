import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyTenant, file } from '../../../test/support/imports.ts'
import { findAccountByName } from '../../store/accounts.ts'
import { checkDirectory } from '../../store/check.ts'
import { findPasswordHash } from '../../store/credentials.ts'
import { listJournal, verifyJournal } from '../../store/journal.ts'
import { rows, type TenantDb, withTenant } from '../../store/store.ts'
import { listDeliveries } from '../../store/messages.ts'
import { loadTenantPart } from '../../store/tenant-part.ts'
import type { Admit } from '../admit.ts'
import { applyChanges } from '../apply-changes.ts'
import { importFiles } from '../import/import-files.ts'
import { jobKinds } from '../jobs/job-kinds.ts'
import { jobOf } from '../jobs/jobs.ts'
import { runJob } from '../jobs/run-job.ts'
import { passwordMatches } from '../passwords.ts'
import type { Viewer } from '../viewer.ts'
import { beginBulk } from './begin.ts'
import type { OperationName } from './operations.ts'
import { bulkLines } from './results.ts'

let admit: Admit
let viewer: Viewer
const product = { id: randomUUID(), planId: randomUUID() }

beforeAll(async () => {
  ;({ admit, viewer } = await emptyTenant())
  await importFiles(
    admit,
    viewer,
    [
      file('g.csv', 'group,membershipRule\nReaders,\nWriters,\nSales,"user.department -eq ""Sales"""\n'),
      file('p.csv', 'signInName,displayName,usageLocation\nold@contoso.example,Old One,SE\n'),
    ],
    { mode: 'all_or_nothing', run: 'for_real' },
  )
  await applyChanges(
    admit,
    viewer,
    [
      {
        do: 'put_product',
        product: {
          ...{ id: product.id, name: 'Suite', status: 'enabled', expiresAt: null, seats: 2 },
          plans: [{ id: product.planId, name: 'Mail' }],
        },
      },
    ],
    null,
  )
})
afterAll(() => admit.store.close())

const inTenant = <T>(work: (t: TenantDb) => Promise<T>) => withTenant(admit.store, viewer.tenantId, work)
const person = (name: string) => inTenant((t) => findAccountByName(t, `${name}@contoso.example`))
const head = () => inTenant(async (t) => (await listJournal(t, { limit: 1 }))[0]?.seq ?? 0)

async function bulk(operation: OperationName, text: string | Buffer, run: 'for_real' | 'dry' = 'for_real') {
  const begun = await beginBulk(admit, viewer, { operation, file: 'x.csv', run }, Buffer.from(text))
  await runJob(admit, jobKinds, { tenantId: viewer.tenantId, jobId: begun.id })
  const job = await jobOf(admit, viewer, begun.id)
  const lines = await bulkLines(admit, viewer, begun.id, { which: 'all', after: 0, limit: 20_000 })
  return {
    begun,
    job,
    said: lines.map(({ line, outcome, code }) => `${line} ${outcome}${code === null ? '' : ` ${code}`}`),
  }
}

describe('a bulk', () => {
  it('creates people with groups, managers and passwords, and tells of each line by its number', async () => {
    const { job, said } = await bulk(
      'create',
      'signInName,displayName,department,groups,manager,password\nnora@contoso.example,Nora,Sales,Readers; Writers,old@contoso.example,granite lantern 12\n"otto@contoso.example","Otto\nthe second",,,,\nold@contoso.example,Old,,,,\nmax@elsewhere.example,Max,,,,\nbad name,Bad,,,,\nida@contoso.example,Ida,,Nowhere,,\nida@contoso.example,Ida,,Sales,,\nliv@contoso.example,Liv,,,,nora\nnora@contoso.example,Nora again,,,,\n',
    )
    expect(said).toEqual([
      '2 done',
      '3 done',
      '5 bad user.name_taken',
      '6 bad domain.not_verified',
      '7 bad bulk.line_invalid',
      '8 bad group.not_found',
      '9 bad group.is_dynamic',
      '10 bad bulk.line_invalid',
      '11 bad user.name_taken',
    ])
    expect(job).toMatchObject({ state: 'done', done: 9, total: 9, result: { done: 2, same: 0, bad: 7 } })
    const nora = await person('nora')
    expect(nora).toMatchObject({ displayName: 'Nora', managerId: (await person('old'))?.id, mustChangePassword: true })
    const { groups } = await inTenant(loadTenantPart)
    expect(nora?.memberOf.map((one) => `${groups[one.groupId]?.name} ${one.how}`).sort()).toEqual([
      'Readers direct',
      'Sales rule',
      'Writers direct',
    ])
    const phc = await inTenant((t) => findPasswordHash(t, nora?.id ?? ''))
    expect(await passwordMatches('granite lantern 12', phc)).toBe(true)
    const entries = await inTenant((t) => listJournal(t, { entityId: nora?.id ?? '', limit: 50 }))
    expect(entries.length).toBeGreaterThan(3)
    expect(entries.every((entry) => entry.operationId === job.id)).toBe(true)
    expect(await inTenant(verifyJournal)).toMatchObject({ ok: true })
    // Nothing of what a line said is kept once it is done, passwords least of all.
    expect(await inTenant((t) => rows(t, sql`select 1 from bulk_lines where fields is not null`))).toEqual([])
  })

  it('SEC-37: writes no address to which a letter could go astray', async () => {
    const lines = 'eva@contoso.example,Eva,eva@contoso.example\nuwe@contoso.example,Uwe,"a@b.c, evil@q.r"\n'
    const { said } = await bulk('create', `signInName,displayName,mail\n${lines}`)
    expect(said).toEqual(['2 done', '3 bad bulk.line_invalid'])
    expect(await person('uwe')).toBeNull()
  })

  it('updates, and says where nothing was to be done', async () => {
    const { said } = await bulk(
      'update',
      'signInName,displayName,department,accountEnabled,newSignInName\nNORA@contoso.example,Nora B,IT,no,\nnora@contoso.example,,,yes,\notto@contoso.example,Otto,,,\notto@contoso.example,Otto,,,\nnobody@contoso.example,X,,,\nold@contoso.example,,,,older@contoso.example\n',
    )
    expect(said).toEqual(['2 done', '3 done', '4 done', '5 same', '6 bad user.not_found', '7 done'])
    const nora = await person('nora')
    expect(nora).toMatchObject({ displayName: 'Nora B', isEnabled: true, attributes: { department: 'IT' } })
    expect(nora?.memberOf.filter((one) => one.how === 'rule')).toEqual([])
    expect(await person('older')).not.toBeNull()
  })

  it('puts people into groups and takes them out', async () => {
    const text =
      'group,signInName\nReaders,otto@contoso.example\nwriters,otto@contoso.example\nReaders,nora@contoso.example\nSales,otto@contoso.example\nNone,otto@contoso.example\nReaders,otto@contoso.example\n'
    expect((await bulk('add-members', text)).said).toEqual([
      '2 done',
      '3 done',
      '4 same',
      '5 bad group.is_dynamic',
      '6 bad group.not_found',
      '7 same',
    ])
    expect((await person('otto'))?.memberOf).toHaveLength(2)
    expect((await bulk('remove-members', text)).said).toEqual([
      '2 done',
      '3 done',
      '4 done',
      '5 bad group.is_dynamic',
      '6 bad group.not_found',
      '7 same',
    ])
    expect((await person('otto'))?.memberOf).toEqual([])
  })

  it('assigns licences as long as there are seats, and takes them back', async () => {
    await bulk('update', 'signInName,usageLocation\nnora@contoso.example,SE\notto@contoso.example,SE\n')
    const names = ['nora', 'otto', 'older', 'admin'].map((name) => `${name}@contoso.example,suite,\n`).join('')
    expect(
      (await bulk('assign-licences', `signInName,product,disabledPlans\n${names}nora@contoso.example,suite,None\n`))
        .said,
    ).toEqual([
      '2 done',
      '3 done',
      '4 bad licence.no_seats',
      '5 bad licence.usage_location_missing',
      '6 bad bulk.line_invalid',
    ])
    expect(
      (await bulk('remove-licences', 'signInName,product\nnora@contoso.example,Suite\nolder@contoso.example,Suite\n'))
        .said,
    ).toEqual(['2 done', '3 same'])
    expect((await inTenant(loadTenantPart)).products[product.id]?.seatsUsed).toBe(1)
  })

  it('deletes and restores, and never the last who could repair it (X12)', async () => {
    const text =
      'signInName\nnora@contoso.example\nadmin@contoso.example\notto@contoso.example\nnobody@contoso.example\n'
    expect((await bulk('delete', text)).said).toEqual([
      '2 done',
      '3 bad change.locks_out_administrators',
      '4 done',
      '5 bad user.not_found',
    ])
    expect((await inTenant(loadTenantPart)).products[product.id]?.seatsUsed).toBe(0)
    expect((await bulk('restore', text)).said).toEqual(['2 done', '3 same', '4 done', '5 bad user.not_found'])
    expect((await inTenant(loadTenantPart)).products[product.id]?.seatsUsed).toBe(1)
  })

  it('invites guests at the address they have, each once', async () => {
    expect(
      (await bulk('invite', 'email,displayName,groups\nMia@partner.example,Mia,Readers\nleo@partner.example,,\n')).said,
    ).toEqual(['2 done', '3 done'])
    const mia = await inTenant((t) => findAccountByName(t, 'mia@partner.example'))
    expect(mia).toMatchObject({
      ...{ userType: 'guest', displayName: 'Mia', attributes: { mail: 'Mia@partner.example' }, passwordSetAt: null },
      invitation: { state: 'pending', address: 'Mia@partner.example' },
      aliases: ['Mia@partner.example'],
    })
    const letters = await inTenant((t) => listDeliveries(t, mia?.id ?? '', 5))
    expect(letters).toMatchObject([{ kind: 'invited', recipient: 'Mia@partner.example' }])
    const again = await bulk(
      'invite',
      'email\nMIA@partner.example\nx@contoso.example\nno address\nnora@contoso.example\n',
    )
    expect(again.said).toEqual([
      ...['2 bad user.name_taken', '3 bad request.invalid', '4 bad bulk.line_invalid', '5 bad guest.is_member'],
    ])
    // Of what was typed, and not of the name that a guest is given.
    const told = await bulkLines(admit, viewer, again.begun.id, { which: 'all', after: 0, limit: 9 })
    const wrong = told.find(({ line }) => line === 4)?.message
    expect(wrong).toBe('“no address” is not an e-mail address; it looks like mia@partner.example')
  })

  it('tried changes nothing and says what would come of each line', async () => {
    const before = await head()
    const people = Array.from({ length: 450 }, (_, i) => `t${i % 440}@contoso.example,T${i}\n`).join('')
    const { said, job } = await bulk('create', `signInName,displayName\n${people}nora@contoso.example,N\n`, 'dry')
    expect(job.result).toEqual({ done: 440, same: 0, bad: 11 })
    expect(said.at(-2)).toBe('451 bad bulk.line_repeated')
    expect(said.at(-1)).toBe('452 bad user.name_taken')
    expect(await head()).toBe(before)
    expect(await person('t1')).toBeNull()
  })

  it('tells all of ten thousand bad lines', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      i % 4 === 0
        ? `x${i}@contoso.example`
        : i % 4 === 1
          ? `"x${i}"y,z`
          : i % 4 === 2
            ? `no name,N`
            : `n${i}@contoso.example,`,
    )
    const { said, job } = await bulk('create', `signInName,displayName\n${lines.join('\n')}\n`)
    expect(job.result).toEqual({ done: 0, same: 0, bad: 10_000 })
    expect(said).toHaveLength(10_000)
    expect(said.slice(-4)).toEqual([
      '9998 bad bulk.line_unreadable',
      '9999 bad bulk.line_unreadable',
      '10000 bad bulk.line_invalid',
      '10001 bad bulk.line_invalid',
    ])
  })

  it.each([
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`), 0],
    ['UTF-16 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), 0],
    ['UTF-16 without one', (text: string) => Buffer.from(text, 'utf16le'), 1],
    ['UTF-16, big end first, with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 0],
    ['UTF-16, big end first', (text: string) => Buffer.from(text, 'utf16le').swap16(), 1],
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1'), 1],
  ] as const)('reads %s', async (how, written, warnings) => {
    const local = how.toLowerCase().replace(/[^a-z0-9]/g, '')
    const { begun, said } = await bulk(
      'create',
      written(`signInName,displayName\r\n${local}@contoso.example,Zoë Müller\r\n`),
    )
    expect(said).toEqual(['2 done'])
    expect(begun.warnings).toHaveLength(warnings)
    expect(await person(local)).toMatchObject({ displayName: 'Zoë Müller' })
  })

  it('tells the lines that are not UTF-8 in a file that is', async () => {
    const bytes = Buffer.concat([
      Buffer.from('signInName,displayName\nu1@contoso.example,Zoë\nu2@contoso.example,Z'),
      Buffer.from([0xeb, 0x0a]),
    ])
    expect((await bulk('create', bytes)).said).toEqual(['2 done', '3 bad bulk.line_unreadable'])
  })

  it('tells the lines that are not Windows-1252 either', async () => {
    const bytes = Buffer.from(
      'signInName,displayName\r\nw1@contoso.example,Zo\xeb\r\nw2@contoso.example,Z\x81\r\n',
      'latin1',
    )
    expect((await bulk('create', bytes)).said).toEqual(['2 done', '3 bad bulk.line_unreadable'])
  })

  it.each([
    ['', 'the file is empty'],
    ['displayName\nX\n', 'there is no column signInName'],
    ['signInName;displayName\nx;y\n', 'the columns are separated by “;”; commas are wanted'],
    ['signInName,displayName,Jop Titel\n', 'the column “Jop Titel” is not understood; is jobTitle meant?'],
    ['signInName,displayName,name\n', 'two columns tell the displayName'],
    ['signInName,displayName,product\n', 'the column “product” is not understood'],
  ])('is refused as a whole where its headings are wrong: %j', async (text, hint) => {
    await expect(bulk('create', text)).rejects.toMatchObject({ code: 'bulk.file_invalid', details: { hint } })
  })

  it('leaves a directory that is as the core would have it', async () => {
    expect(await inTenant((t) => checkDirectory(t, admit.now()))).toMatchObject({ faults: [] })
  })
})
