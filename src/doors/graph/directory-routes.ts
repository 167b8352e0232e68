import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from '../../app/admit.ts'
import { applyChanges } from '../../app/apply-changes.ts'
import {
  appList,
  appDetails,
  groupDetails,
  groupList,
  personDetails,
  sharedList,
  signInLog,
} from '../../app/directory.ts'
import { findPerson } from '../../app/people.ts'
import { peopleList } from '../../app/people-list.ts'
import type { Change } from '../../core/changes/change.ts'
import type { AttributeValue, Product } from '../../core/snapshot.ts'
import { AppError } from '../../errors.ts'
import type { Viewer } from '../../app/viewer.ts'
import type { Api } from './admit-routes.ts'
import { changeSchema, changesOf } from './change-schema.ts'
import { type Query, readQuery, selected } from './odata.ts'
import { applicationShape, groupShape, principalShape, signInShape, skuShape, userFields, userShape } from './shapes.ts'
import { viewerOf } from './viewer.ts'

const byId = z.object({ id: z.string().max(320) })
const tags = ['directory']
const loose = z.record(z.string(), z.unknown())

/** The directory in the shapes of Microsoft Graph v1.0: read, create, update, delete. */
export function directoryRoutes(app: Api, admit: Admit): void {
  const write = async (request: FastifyRequest, changes: readonly Change[]) => {
    const checked = z.array(changeSchema).safeParse(changes)
    if (!checked.success)
      throw new AppError('request.invalid', {
        issues: checked.error.issues.map((issue) => `${issue.path.slice(1).join('.')}: ${issue.message}`),
      })
    return applyChanges(admit, await viewerOf(admit, request), changesOf(checked.data), null)
  }

  const listPeople = (isDeleted: boolean) => async (request: FastifyRequest) => {
    const query = readQuery(request.query as Record<string, unknown>)
    const page = await peopleList(admit, await viewerOf(admit, request), {
      isDeleted,
      equals: renamed(query.equals),
      limit: query.top,
      ...(query.search === null ? {} : { search: query.search }),
      ...(query.skipToken === null ? {} : { after: query.skipToken }),
    })
    return collection(
      request,
      'users',
      page.items.map(userShape),
      query,
      page.next,
      query.wantsCount ? page.count : null,
    )
  }
  app.get('/v1.0/users', { schema: { tags } }, listPeople(false))
  app.get('/v1.0/directory/deletedItems/microsoft.graph.user', { schema: { tags } }, listPeople(true))
  app.post('/v1.0/directory/deletedItems/:id/restore', { schema: { tags, params: byId } }, async (request) => {
    await write(request, [{ do: 'restore_account', accountId: request.params.id }])
    return personShape(admit, await viewerOf(admit, request), request.params.id)
  })
  app.post('/v1.0/users', { schema: { tags, body: loose } }, async (request, reply) => {
    const body = request.body
    const id = randomUUID()
    const { changes, wantsPassword } = userCreation(id, body)
    const { temporaryPassword } = await write(
      request,
      wantsPassword ? [...changes, { do: 'issue_temporary_password', accountId: id }] : changes,
    )
    const made = await personShape(admit, await viewerOf(admit, request), id)
    return reply.code(201).send({
      ...made,
      ...(temporaryPassword === null
        ? {}
        : { passwordProfile: { password: temporaryPassword, forceChangePasswordNextSignIn: true } }),
    })
  })
  app.get('/v1.0/users/:id', { schema: { tags, params: byId } }, async (request) => {
    const viewer = await viewerOf(admit, request)
    return selected(
      await personShape(admit, viewer, await accountId(admit, viewer, request.params.id)),
      readQuery(request.query as Record<string, unknown>).select,
    )
  })
  app.patch('/v1.0/users/:id', { schema: { tags, params: byId, body: loose } }, async (request, reply) => {
    const viewer = await viewerOf(admit, request)
    const id = await accountId(admit, viewer, request.params.id)
    const changes = userEdits(id, request.body)
    if (changes.length > 0) await write(request, changes)
    return reply.code(204).send()
  })
  app.delete('/v1.0/users/:id', { schema: { tags, params: byId } }, async (request, reply) => {
    const viewer = await viewerOf(admit, request)
    await write(request, [{ do: 'delete_account', accountId: await accountId(admit, viewer, request.params.id) }])
    return reply.code(204).send()
  })
  app.get('/v1.0/me', { schema: { tags } }, async (request) => me(admit, await viewerOf(admit, request)))
  app.get('/v1.0/users/:id/memberOf', { schema: { tags, params: byId } }, async (request) => {
    const viewer = await viewerOf(admit, request)
    const { groups } = await personDetails(admit, viewer, await accountId(admit, viewer, request.params.id))
    return {
      value: groups
        .filter((group) => group.how !== 'nested')
        .map((group) => ({ '@odata.type': '#microsoft.graph.group', id: group.id, displayName: group.name })),
    }
  })

  app.get('/v1.0/groups', { schema: { tags } }, async (request) => {
    const query = readQuery(request.query as Record<string, unknown>)
    const { displayName, id, ...others } = query.equals
    if (Object.keys(others).length > 0)
      throw new AppError('request.invalid', { option: '$filter', field: Object.keys(others)[0] })
    const after =
      query.skipToken === null
        ? undefined
        : (JSON.parse(Buffer.from(query.skipToken, 'base64url').toString()) as [string, string])
    const found = await groupList(admit, await viewerOf(admit, request), {
      limit: query.top + 1,
      ...(query.search === null ? {} : { search: query.search }),
      ...(typeof displayName === 'string' ? { name: displayName } : {}),
      ...(after === undefined ? {} : { after }),
    })
    const page = found.slice(0, query.top).filter((group) => id === undefined || group.id === id)
    const last = page.at(-1)
    const next =
      found.length > query.top && last
        ? Buffer.from(JSON.stringify([last.name.toLowerCase(), last.id])).toString('base64url')
        : null
    return collection(request, 'groups', page.map(groupShape), query, next, null)
  })
  app.post('/v1.0/groups', { schema: { tags, body: loose } }, async (request, reply) => {
    const { displayName, description, membershipRule } = request.body as Record<string, string | null>
    const id = randomUUID()
    await write(request, [
      {
        do: 'create_group',
        group: { id, name: displayName ?? '', description: description ?? null, rule: membershipRule ?? null },
      },
    ])
    return reply.code(201).send(groupShape(await groupDetails(admit, await viewerOf(admit, request), id)))
  })
  app.get('/v1.0/groups/:id', { schema: { tags, params: byId } }, async (request) =>
    selected(
      groupShape(await groupDetails(admit, await viewerOf(admit, request), request.params.id)),
      readQuery(request.query as Record<string, unknown>).select,
    ),
  )
  app.patch('/v1.0/groups/:id', { schema: { tags, params: byId, body: loose } }, async (request, reply) => {
    const { displayName, description, membershipRule, ...unknown } = request.body as Record<string, string | null>
    refuseUnknown(unknown)
    const groupId = request.params.id
    await write(request, [
      ...(displayName === undefined && description === undefined
        ? []
        : [
            {
              do: 'update_group' as const,
              groupId,
              set: {
                ...(displayName == null ? {} : { name: displayName }),
                ...(description === undefined ? {} : { description }),
              },
            },
          ]),
      ...(membershipRule === undefined ? [] : [{ do: 'edit_rule' as const, groupId, rule: membershipRule }]),
    ])
    return reply.code(204).send()
  })
  app.delete('/v1.0/groups/:id', { schema: { tags, params: byId } }, async (request, reply) =>
    done(reply, await write(request, [{ do: 'delete_group', groupId: request.params.id }])),
  )
  app.get('/v1.0/groups/:id/members', { schema: { tags, params: byId } }, async (request) => {
    const { people } = await groupDetails(admit, await viewerOf(admit, request), request.params.id)
    return {
      value: people.map((one) => ({
        '@odata.type': '#microsoft.graph.user',
        id: one.id,
        displayName: one.displayName,
        userPrincipalName: one.signInName,
      })),
    }
  })
  app.post(
    '/v1.0/groups/:id/members/$ref',
    { schema: { tags, params: byId, body: z.strictObject({ '@odata.id': z.string().max(2048) }) } },
    async (request, reply) => {
      const account = /([0-9a-f-]{36})$/.exec(request.body['@odata.id'])?.[1] ?? ''
      return done(reply, await write(request, [{ do: 'add_to_group', accountId: account, groupId: request.params.id }]))
    },
  )
  app.delete(
    '/v1.0/groups/:id/members/:member/$ref',
    { schema: { tags, params: z.object({ id: z.string(), member: z.string() }) } },
    async (request, reply) =>
      done(
        reply,
        await write(request, [
          { do: 'remove_from_group', accountId: request.params.member, groupId: request.params.id },
        ]),
      ),
  )

  app.get('/v1.0/subscribedSkus', { schema: { tags } }, async (request) => ({
    value: ((await sharedList(admit, await viewerOf(admit, request), 'products')) as readonly Product[]).map(skuShape),
  }))
  app.post(
    '/v1.0/users/:id/assignLicense',
    {
      schema: {
        tags,
        params: byId,
        body: z.strictObject({
          addLicenses: z.array(z.strictObject({ skuId: z.uuid(), disabledPlans: z.array(z.string()).default([]) })),
          removeLicenses: z.array(z.uuid()),
        }),
      },
    },
    async (request) => {
      const viewer = await viewerOf(admit, request)
      const account = await accountId(admit, viewer, request.params.id)
      const { addLicenses, removeLicenses } = request.body
      await write(request, [
        ...removeLicenses.map((productId) => ({ do: 'remove_licence' as const, accountId: account, productId })),
        ...addLicenses.map(({ skuId, disabledPlans }) => ({
          do: 'assign_licence' as const,
          accountId: account,
          productId: skuId,
          disabledPlans,
        })),
      ])
      return personShape(admit, viewer, account)
    },
  )

  for (const [path, shape] of [
    ['applications', applicationShape],
    ['servicePrincipals', principalShape],
  ] as const) {
    app.get(`/v1.0/${path}`, { schema: { tags } }, async (request) => {
      const query = readQuery(request.query as Record<string, unknown>)
      const items = (await appList(admit, await viewerOf(admit, request))).map(shape)
      const found = items.filter((item) =>
        Object.entries(query.equals).every(
          ([field, value]) => String(item[field]).toLowerCase() === String(value).toLowerCase(),
        ),
      )
      const from = Number(query.skipToken ?? 0) || 0
      const next = found.length > from + query.top ? String(from + query.top) : null
      return collection(
        request,
        path,
        found.slice(from, from + query.top),
        query,
        next,
        query.wantsCount ? found.length : null,
      )
    })
    app.get(`/v1.0/${path}/:id`, { schema: { tags, params: byId } }, async (request) =>
      selected(
        shape((await appDetails(admit, await viewerOf(admit, request), request.params.id)).app),
        readQuery(request.query as Record<string, unknown>).select,
      ),
    )
    app.delete(`/v1.0/${path}/:id`, { schema: { tags, params: byId } }, async (request, reply) =>
      done(reply, await write(request, [{ do: 'delete_app', appId: request.params.id }])),
    )
  }
  app.post('/v1.0/applications', { schema: { tags, body: loose } }, async (request, reply) => {
    const id = randomUUID()
    await write(request, [{ do: 'put_app', app: applicationFrom(id, request.body, null) }])
    return reply.code(201).send(applicationShape((await appDetails(admit, await viewerOf(admit, request), id)).app))
  })
  app.patch('/v1.0/applications/:id', { schema: { tags, params: byId, body: loose } }, async (request, reply) => {
    const { app: before } = await appDetails(admit, await viewerOf(admit, request), request.params.id)
    return done(reply, await write(request, [{ do: 'put_app', app: applicationFrom(before.id, request.body, before) }]))
  })
  app.patch(
    '/v1.0/servicePrincipals/:id',
    {
      schema: {
        tags,
        params: byId,
        body: z.strictObject({
          accountEnabled: z.boolean().optional(),
          appRoleAssignmentRequired: z.boolean().optional(),
        }),
      },
    },
    async (request, reply) => {
      const appId = request.params.id
      const { accountEnabled, appRoleAssignmentRequired } = request.body
      return done(
        reply,
        await write(request, [
          ...(accountEnabled === undefined
            ? []
            : [{ do: accountEnabled ? ('enable_app' as const) : ('disable_app' as const), appId }]),
          ...(appRoleAssignmentRequired === undefined
            ? []
            : [
                {
                  do: 'require_assignment' as const,
                  appId,
                  required: appRoleAssignmentRequired ? ('yes' as const) : ('no' as const),
                },
              ]),
        ]),
      )
    },
  )

  app.get('/v1.0/auditLogs/signIns', { schema: { tags } }, async (request) => {
    const query = readQuery(request.query as Record<string, unknown>)
    const { userId, appId, correlationId, ...others } = query.equals as Record<string, string>
    refuseUnknown(others)
    const before = Number(query.skipToken ?? 0) || undefined
    const found = await signInLog(admit, await viewerOf(admit, request), {
      limit: query.top,
      ...(userId === undefined ? {} : { accountId: userId }),
      ...(appId === undefined ? {} : { appId }),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(before === undefined ? {} : { before }),
    })
    return collection(
      request,
      'auditLogs/signIns',
      found.map(signInShape),
      query,
      found.length === query.top ? String(found.at(-1)?.id) : null,
      null,
    )
  })
}

function done(reply: FastifyReply, _: unknown): FastifyReply {
  return reply.code(204).send()
}

function collection(
  request: FastifyRequest,
  name: string,
  items: Record<string, unknown>[],
  query: Query,
  next: string | null,
  count: number | null,
): Record<string, unknown> {
  const origin = `${request.protocol}://${request.host}`
  const link = new URL(request.url, origin)
  if (next !== null) link.searchParams.set('$skiptoken', next)
  return {
    '@odata.context': `${origin}/v1.0/$metadata#${name}`,
    ...(count === null ? {} : { '@odata.count': count }),
    ...(next === null ? {} : { '@odata.nextLink': link.toString() }),
    value: items.map((item) => selected(item, query.select)),
  }
}

async function personShape(admit: Admit, viewer: Viewer, id: string): Promise<Record<string, unknown>> {
  const { account } = await personDetails(admit, viewer, id)
  return {
    ...userShape({ ...account, createdAt: 0 }),
    createdDateTime: undefined,
    assignedLicenses: account.licences.map((path) => ({ skuId: path.productId, disabledPlans: path.disabledPlans })),
  }
}

async function me(admit: Admit, viewer: Viewer): Promise<Record<string, unknown>> {
  if (viewer.accountId === null) throw new AppError('auth.forbidden')
  const account = await findPerson(admit, viewer.tenantId, viewer.accountId)
  if (account === null) throw new AppError('user.not_found')
  return userShape({ ...account, createdAt: 0 })
}

/** A user by id or by user principal name. */
async function accountId(admit: Admit, viewer: Viewer, id: string): Promise<string> {
  if (!id.includes('@')) return id
  const { items } = await peopleList(admit, viewer, { equals: { signInName: id }, limit: 1 })
  if (items[0] === undefined) throw new AppError('user.not_found')
  return items[0].id
}

const accountFields: Readonly<Record<string, string>> = {
  userPrincipalName: 'signInName',
  displayName: 'displayName',
  accountEnabled: 'isEnabled',
  userType: 'userType',
  id: 'id',
}

function renamed(equals: Query['equals']): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(equals).map(([field, value]) => {
      const own = accountFields[field] ?? ((userFields as readonly string[]).includes(field) ? field : null)
      if (own === null) throw new AppError('request.invalid', { option: '$filter', field })
      return [own, value]
    }),
  )
}

function refuseUnknown(fields: Readonly<Record<string, unknown>>): void {
  const [field] = Object.keys(fields)
  if (field !== undefined) throw new AppError('request.invalid', { field })
}

function userCreation(
  id: string,
  body: Record<string, unknown>,
): { readonly changes: readonly Change[]; readonly wantsPassword: boolean } {
  const { userPrincipalName, displayName, accountEnabled, userType, passwordProfile, mailNickname: _, ...rest } = body
  const attributes = attributesOf(rest)
  return {
    changes: [
      {
        do: 'create_account',
        account: {
          id,
          signInName: String(userPrincipalName ?? ''),
          displayName: String(displayName ?? ''),
          userType: userType === 'Guest' ? 'guest' : 'member',
          isEnabled: accountEnabled !== false,
          attributes,
        },
      },
    ],
    // A password others choose is one others know: we make it, and it is changed at the first sign-in.
    wantsPassword: passwordProfile !== undefined,
  }
}

function userEdits(id: string, body: Record<string, unknown>): readonly Change[] {
  const { userPrincipalName, displayName, accountEnabled, perUserMfaState, passwordProfile, ...rest } = body
  const set = {
    ...(userPrincipalName === undefined ? {} : { signInName: String(userPrincipalName) }),
    ...(displayName === undefined ? {} : { displayName: String(displayName) }),
  }
  return [
    ...(Object.keys(set).length === 0 ? [] : [{ do: 'update_account' as const, accountId: id, set }]),
    ...Object.entries(attributesOf(rest)).map(([name, value]) => ({
      do: 'set_attribute' as const,
      accountId: id,
      name,
      value,
    })),
    ...(accountEnabled === undefined
      ? []
      : [{ do: accountEnabled === true ? ('enable_account' as const) : ('block_account' as const), accountId: id }]),
    ...(perUserMfaState === undefined
      ? []
      : [{ do: 'set_mfa_state' as const, accountId: id, state: perUserMfaState as 'disabled' }]),
    ...(passwordProfile === undefined ? [] : [{ do: 'require_password_change' as const, accountId: id }]),
  ]
}

function attributesOf(fields: Record<string, unknown>): Record<string, AttributeValue> {
  for (const field of Object.keys(fields))
    if (!(userFields as readonly string[]).includes(field)) throw new AppError('request.invalid', { field })
  return fields as Record<string, AttributeValue>
}

type Before = Awaited<ReturnType<typeof appDetails>>['app'] | null

function applicationFrom(id: string, body: Record<string, unknown>, before: Before) {
  const {
    displayName,
    description,
    identifierUris,
    web,
    spa,
    publicClient,
    isFallbackPublicClient,
    signInAudience: _,
    ...unknown
  } = body
  refuseUnknown(unknown)
  const uris = (part: unknown, kind: 'web' | 'spa' | 'native') => {
    const given = (part as { redirectUris?: unknown } | undefined)?.redirectUris
    if (given === undefined) return (before?.redirectUris ?? []).filter((redirect) => redirect.kind === kind)
    return (given as readonly string[]).map((uri) => ({ uri, kind }))
  }
  return {
    id,
    name: String(displayName ?? before?.name ?? ''),
    description: description === undefined ? (before?.description ?? null) : (description as string | null),
    homeUrl: (web as { homePageUrl?: string | null } | undefined)?.homePageUrl ?? before?.homeUrl ?? null,
    redirectUris: [...uris(web, 'web'), ...uris(spa, 'spa'), ...uris(publicClient, 'native')],
    postLogoutUris: before?.postLogoutUris ?? [],
    isPublicClient:
      isFallbackPublicClient === undefined ? (before?.isPublicClient ?? false) : isFallbackPublicClient === true,
    assignmentRequired: before?.assignmentRequired ?? false,
    requiredPlan: before?.requiredPlan ?? null,
    identifierUri:
      identifierUris === undefined
        ? (before?.identifierUri ?? null)
        : ((identifierUris as readonly string[])[0] ?? null),
    scopes: before?.scopes ?? [],
    appPermissions: before?.appPermissions ?? [],
  }
}
