import { type Attribute, type ResourceType, resourceTypes, type Schema } from './schema.ts'
import { mostOperations, mostPayload, mostResults } from './limits.ts'

/** RFC 7643 §5: what this server can do. */
export function serviceProviderConfig(base: string): object {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: mostOperations, maxPayloadSize: mostPayload },
    filter: { supported: true, maxResults: mostResults },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A token that an administrator made for the client, in the Authorization header',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  }
}

/** RFC 7643 §6. */
export function resourceTypeDocuments(base: string): readonly (object & { readonly id: string })[] {
  return resourceTypes.map((type) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: type.name,
    name: type.name,
    description: type.schema.description,
    endpoint: type.endpoint,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map((one) => ({ schema: one.id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.name}` },
  }))
}

/** RFC 7643 §7: every schema, said from the declarations that requests are read by. */
export function schemaDocuments(base: string): readonly (object & { readonly id: string })[] {
  return resourceTypes.flatMap(schemasOf).map((schema) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map(attributeDocument),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }))
}

/** The schema of a kind of resource and its extensions. */
export function schemasOf(type: ResourceType): readonly Schema[] {
  return [type.schema, ...type.extensions]
}

function attributeDocument(attribute: Attribute): object {
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.isMany ?? false,
    description: attribute.description,
    required: attribute.isRequired ?? false,
    caseExact: attribute.isExact ?? attribute.type === 'reference',
    mutability: attribute.mutability ?? 'readWrite',
    returned: attribute.returned ?? 'default',
    uniqueness: attribute.uniqueness ?? 'none',
    ...(attribute.canonicalValues === undefined ? {} : { canonicalValues: attribute.canonicalValues }),
    ...(attribute.type === 'reference' ? { referenceTypes: attribute.referenceTypes ?? ['uri'] } : {}),
    ...(attribute.sub === undefined ? {} : { subAttributes: attribute.sub.map(attributeDocument) }),
  }
}
