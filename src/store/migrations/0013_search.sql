-- People found by a later word of their name come in the order of that word, straight from the index.
drop index accounts_second;
drop index accounts_third;
create index accounts_second on accounts (tenant_id, second_key, display_key, id) where second_key <> '' and deleted_at is null;
create index accounts_third on accounts (tenant_id, third_key, display_key, id) where third_key <> '' and deleted_at is null;
