import { addSecret } from '../clients.ts'
import type { Filling } from './filling.ts'

/** The apps people open, with their secrets, groups and consents. */
export async function fillApps(f: Filling): Promise<void> {
  for (const app of f.file.apps) {
    const plan = app.requiredPlan === undefined ? null : f.planId(app.requiredPlan)
    await f.carryOut({
      do: 'put_app',
      app: {
        id: app.id,
        name: app.name,
        description: app.description,
        homeUrl: f.address(app.home),
        redirectUris: app.redirects.map((uri) => ({ uri: f.address(uri), kind: 'web' })),
        postLogoutUris: [f.address(app.home), `${f.appsOrigin}/`],
        isPublicClient: false,
        assignmentRequired: app.assignmentRequired,
        requiredPlan: plan,
        identifierUri: app.identifierUri ?? null,
        scopes: app.scopes ?? [],
        appPermissions: [],
      },
    })
    await f.record()
    await addSecret(f.t, app.id, { actor: null, actorKind: 'system', at: f.now }, app.secret)
    for (const group of app.groups ?? [])
      await f.carryOut({ do: 'assign_app_to_group', appId: app.id, groupId: f.groupId(group) })
    if (app.adminConsent) await f.carryOut({ do: 'consent_for_all', appId: app.id, scopes: app.adminConsent })
    if (app.isEnabled === false) await f.carryOut({ do: 'disable_app', appId: app.id })
  }
}

/** The clients without a home: an automation with a secret, and a native app without. */
export async function fillClients(f: Filling): Promise<void> {
  const plain = {
    description: null,
    homeUrl: null,
    postLogoutUris: [],
    assignmentRequired: false,
    requiredPlan: null,
    identifierUri: null,
    scopes: [],
  }
  const { automation, publicClient } = f.file
  await f.carryOut({
    do: 'put_app',
    app: {
      ...plain,
      id: automation.id,
      name: automation.name,
      redirectUris: [],
      isPublicClient: false,
      appPermissions: automation.appPermissions,
    },
  })
  await f.record()
  await addSecret(f.t, automation.id, { actor: null, actorKind: 'system', at: f.now }, automation.secret)
  await f.carryOut({
    do: 'put_app',
    app: {
      ...plain,
      id: publicClient.id,
      name: publicClient.name,
      redirectUris: publicClient.redirects.map((uri) => ({ uri, kind: 'native' })),
      isPublicClient: true,
      appPermissions: [],
    },
  })
}

/** The environments of the apps. */
export async function fillInstances(f: Filling): Promise<void> {
  for (const { key, app, maintenanceMinutes, state, url, ...instance } of f.file.instances) {
    await f.carryOut({ do: 'put_instance', instance: { ...instance, appId: f.appId(app), url: f.address(url) } })
    if (state !== 'enabled')
      await f.carryOut({
        do: 'set_instance_state',
        instanceId: instance.id,
        state,
        until: maintenanceMinutes === undefined ? null : f.now + maintenanceMinutes * 60_000,
      })
  }
}
