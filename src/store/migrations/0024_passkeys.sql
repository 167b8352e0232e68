-- Passkeys and security keys: what a method of this kind keeps besides its name. A credential is one person's (SEC-08).
create table passkeys (
  tenant_id uuid not null,
  method_id uuid not null,
  credential_id bytea not null check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  -- Zero for those that do not count, which is most that are kept in more than one place.
  sign_count bigint not null,
  transports jsonb not null,
  aaguid uuid not null,
  can_be_backed_up boolean not null,
  is_backed_up boolean not null,
  -- The host it was made for: at another it cannot be used.
  relying_party_id text not null,
  primary key (tenant_id, method_id),
  unique (tenant_id, credential_id),
  foreign key (tenant_id, method_id) references methods on delete cascade
);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy tenant on passkeys using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);
