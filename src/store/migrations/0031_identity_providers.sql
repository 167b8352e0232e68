-- Other OpenID Connect providers that people sign in through. What a provider knows us by is sealed; its keys are not kept.
create table identity_providers (
  tenant_id uuid not null references tenants on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 256),
  issuer text not null check (length(issuer) between 1 and 2048),
  client_id text not null check (length(client_id) between 1 and 512),
  client text not null check (client in ('confidential', 'public')),
  scopes text[] not null,
  subject text not null check (subject in ('sub', 'oid')),
  name_claim text not null check (name_claim in ('preferred_username', 'upn')),
  second_factor text not null check (second_factor in ('trusted', 'ours')),
  mfa_acr text,
  guests text not null check (guests in ('welcome', 'none')),
  secret bytea,
  created_at bigint not null,
  primary key (tenant_id, id)
);
alter table identity_providers enable row level security;
alter table identity_providers force row level security;
create policy tenant on identity_providers using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Who is who there: a person of a provider is one account, and an account is one person of each.
create table identities (
  tenant_id uuid not null,
  issuer text not null,
  subject text not null check (length(subject) between 1 and 512),
  provider_id uuid not null,
  account_id uuid not null,
  linked_at bigint not null,
  primary key (tenant_id, issuer, subject),
  unique (tenant_id, account_id, provider_id),
  foreign key (tenant_id, provider_id) references identity_providers on delete cascade,
  foreign key (tenant_id, account_id) references accounts on delete cascade
);
create index identities_provider on identities (tenant_id, provider_id);
alter table identities enable row level security;
alter table identities force row level security;
create policy tenant on identities using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);

-- Who looks after the people of a domain; never of one that is not proved, nor of the one that stays when all else fails.
alter table domains
  add column provider_id uuid,
  add foreign key (tenant_id, provider_id) references identity_providers,
  add check (provider_id is null or (is_verified and not is_default));
