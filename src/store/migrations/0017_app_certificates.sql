-- Certificates that apps prove themselves with: public parts alone, each app's told apart by their SHA-256.
create table app_certificates (
  tenant_id uuid not null,
  app_id uuid not null,
  id uuid not null,
  display_name text not null,
  subject text not null,
  certificate text not null,
  thumbprint text collate "C" not null check (thumbprint ~ '^[0-9a-f]{64}$'),
  created_at bigint not null,
  starts_at bigint not null,
  expires_at bigint not null,
  primary key (tenant_id, app_id, id),
  unique (tenant_id, app_id, thumbprint),
  foreign key (tenant_id, app_id) references apps on delete cascade
);
alter table app_certificates enable row level security;
alter table app_certificates force row level security;
create policy tenant on app_certificates using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);
create trigger app_certificates_shape after insert or update or delete on app_certificates for each statement execute function shape_changes();
