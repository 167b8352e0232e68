import { describe, expect, it } from 'vitest'
import { auditCategory, inCategory } from './audit-category.ts'

describe('the category of an entry', () => {
  it.each([
    ['account', 'create_account', 'UserManagement'],
    ['account', 'assign_role', 'RoleManagement'],
    ['group', 'assign_group_role', 'RoleManagement'],
    ['group', 'edit_rule', 'GroupManagement'],
    ['unit', 'put_unit', 'AdministrativeUnit'],
    ['account', 'add_to_unit', 'AdministrativeUnit'],
    ['group', 'remove_group_from_unit', 'AdministrativeUnit'],
    ['product', 'put_product', 'LicenseManagement'],
    ['tenant', 'verify_domain', 'DirectoryManagement'],
    ['tenant', 'rotate_keys', 'KeyManagement'],
    ['scim_token', 'make_scim_token', 'ProvisioningManagement'],
    ['app', 'add_secret', 'ApplicationManagement'],
    ['app', 'add_certificate', 'ApplicationManagement'],
    ['location', 'put_location', 'Policy'],
    ['something', 'new', 'Other'],
  ])('%s, %s: %s', (entity, kind, category) => {
    expect(auditCategory({ entity, kind })).toBe(category)
    const found = inCategory(category.toUpperCase())
    if (category !== 'Other')
      expect('kinds' in found ? found.kinds : found.entities).toContain('kinds' in found ? kind : entity)
  })
})
