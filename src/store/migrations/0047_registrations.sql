-- Who has a method of a kind, or is reached in a way, is found without looking at everybody.
create index methods_kind on methods (tenant_id, kind, account_id) where is_usable;
create index contacts_kind on contacts (tenant_id, kind, account_id);
