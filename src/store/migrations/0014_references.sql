-- Memberships and licence paths come by the million at once. A foreign key looks for each of them alone, and writes a lock into the
-- person it points at; these statements look for all of them together. (ADR 24)
-- INVARIANT: the tenant's row is locked by who writes them and by who deletes what they point at, so neither overtakes the other.
alter table group_members
  drop constraint group_members_tenant_id_account_id_fkey, drop constraint group_members_tenant_id_group_id_fkey;
alter table licence_assignments
  drop constraint licence_assignments_tenant_id_account_id_fkey, drop constraint licence_assignments_tenant_id_product_id_fkey;

create function lock_tenant() returns void language sql as $$
  select 1 from tenants where id = nullif(current_setting('admit.tenant', true), '')::uuid for no key update
$$;

-- Asked row by row on purpose: a join would be planned for as many rows as the first statement of the connection had.
create function members_are_known() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from made) then return null; end if;
  perform lock_tenant();
  if exists (select 1 from made m where 0 = (select count(*) from accounts a where a.tenant_id = m.tenant_id and a.id = m.account_id))
    or exists (select 1 from (select distinct tenant_id, group_id from made) m
      where 0 = (select count(*) from groups g where g.tenant_id = m.tenant_id and g.id = m.group_id)) then
    raise foreign_key_violation using message = 'a membership points at nobody, or at no group', table = 'group_members';
  end if;
  return null;
end $$;
create trigger members_known after insert on group_members referencing new table as made
  for each statement execute function members_are_known();

create function licences_are_known() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from made) then return null; end if;
  perform lock_tenant();
  if exists (select 1 from made m where 0 = (select count(*) from accounts a where a.tenant_id = m.tenant_id and a.id = m.account_id))
    or exists (select 1 from (select distinct tenant_id, product_id from made) m
      where 0 = (select count(*) from products p where p.tenant_id = m.tenant_id and p.id = m.product_id)) then
    raise foreign_key_violation using message = 'a licence path points at nobody, or at no product', table = 'licence_assignments';
  end if;
  return null;
end $$;
create trigger licences_known after insert on licence_assignments referencing new table as made
  for each statement execute function licences_are_known();

create function account_takes_its_own() returns trigger language plpgsql as $$
begin
  perform lock_tenant();
  delete from group_members m using gone g where m.tenant_id = g.tenant_id and m.account_id = g.id;
  delete from licence_assignments l using gone g where l.tenant_id = g.tenant_id and l.account_id = g.id;
  return null;
end $$;
create trigger account_gone after delete on accounts referencing old table as gone
  for each statement execute function account_takes_its_own();

create function group_takes_its_members() returns trigger language plpgsql as $$
begin
  perform lock_tenant();
  delete from group_members m using gone g where m.tenant_id = g.tenant_id and m.group_id = g.id;
  return null;
end $$;
create trigger group_gone after delete on groups referencing old table as gone
  for each statement execute function group_takes_its_members();

create function product_is_held() returns trigger language plpgsql as $$
begin
  perform lock_tenant();
  if exists (select 1 from licence_assignments l join gone g on l.tenant_id = g.tenant_id and l.product_id = g.id) then
    raise foreign_key_violation using message = 'somebody has a path to the product', table = 'licence_assignments';
  end if;
  return null;
end $$;
create trigger product_gone after delete on products referencing old table as gone
  for each statement execute function product_is_held();

-- As in 0007, but what a pair has now is looked up once, not once for each product and comparison.
create or replace function seats_are_counted() returns trigger language plpgsql as $$
declare
  moved text;
begin
  if tg_op = 'INSERT' then
    moved := $q$select tenant_id, product_id, account_id, count(*)::int as made from made where state = 'active' group by 1, 2, 3$q$;
  elsif tg_op = 'DELETE' then
    moved := $q$select tenant_id, product_id, account_id, -count(*)::int as made from gone where state = 'active' group by 1, 2, 3$q$;
  else
    moved := $q$select tenant_id, product_id, account_id, sum(n)::int as made from (
      select tenant_id, product_id, account_id, 1 as n from made where state = 'active'
      union all select tenant_id, product_id, account_id, -1 from gone where state = 'active') m
      group by 1, 2, 3 having sum(n) <> 0$q$;
  end if;
  execute $q$
    with moved as ($q$ || moved || $q$),
    seen as materialized (select m.*, (select count(*)::int from licence_assignments l where l.tenant_id = m.tenant_id
      and l.account_id = m.account_id and l.product_id = m.product_id and l.state = 'active') as now from moved m),
    sums as materialized (select tenant_id, product_id, sum((now > 0)::int - (now - made > 0)::int)::int as delta from seen group by 1, 2)
    update products p set seats_used = p.seats_used + s.delta from sums s
      where p.tenant_id = s.tenant_id and p.id = s.product_id and s.delta <> 0$q$;
  return null;
end $$;
