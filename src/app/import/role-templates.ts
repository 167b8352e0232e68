import type { RoleKey } from '../../core/changes/roles.ts'

/** Our roles by the template ids of Microsoft Entra's built-in ones, which are the same in every tenant. */
const templates: Readonly<Record<string, RoleKey>> = {
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3': 'app-admin',
  'c4e39bd9-1100-46d3-8c65-fb160da0071f': 'auth-admin',
  'b0f54661-2d74-4c50-afa3-1ec803f12efe': 'billing-admin',
  '158c047a-c907-4556-b7ef-446551a6b5f7': 'cloud-app-admin',
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9': 'policy-admin',
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b': 'directory-reader',
  '62e90394-69f5-4237-9190-012177145e10': 'global-admin',
  'fdd7a751-b60b-444a-984c-02652fe8fa1c': 'groups-admin',
  '95e79109-95c0-4d8e-aee3-d01accf2d47b': 'guest-inviter',
  '729827e3-9c14-49f7-bb1b-9608f156bbb8': 'helpdesk',
  '4d6ac14f-3453-41d0-bef9-a3e0c569773a': 'licence-admin',
  '966707d0-3269-4727-9be2-8c3a10f19b9d': 'password-admin',
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13': 'privileged-auth-admin',
  'e8611ab8-c189-46e8-94e1-60213ab1f814': 'privileged-role-admin',
  '4a5d8f65-41da-4de4-8968-e035b65339cf': 'reports-reader',
  '194ae4cb-b126-40b2-bd5b-6091b380977d': 'security-admin',
  '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f': 'security-operator',
  '5d6b6bb7-de71-4623-b4af-96380a352509': 'security-reader',
  'f023fd81-a637-4b56-95fd-791ac0226033': 'service-support',
  'fe930be7-5e62-47db-91af-98c3a49a38b1': 'user-admin',
}

/** The role with this template id, or null where we have none like it. */
export function roleOfTemplate(id: string): RoleKey | null {
  return templates[id.toLowerCase()] ?? null
}

/** The role with this id here: of a template, or one of our own; null where there is none. */
export function roleOfId(id: string): string | null {
  return roleOfTemplate(id) ?? Object.keys(own).find((role) => own[role] === id.toLowerCase()) ?? null
}

const byRole = new Map(Object.entries(templates).map(([id, role]) => [role as string, id]))

/** The template id of a role of ours; those that Entra has none like have ids of our own. */
export function templateOf(role: string): string {
  return byRole.get(role) ?? own[role] ?? role
}

const own: Readonly<Record<string, string>> = {
  'instance-admin': '00000000-ad01-4000-9000-000000000001',
  'privileged-app-admin': '00000000-ad01-4000-9000-000000000002',
}
