-- Apply, all or nothing (the contract is in store.go; ops.go's verdict is the
-- same for SQLite). Per op: its key in KEYS, and five in ARGV:
--   what    'c'heck, 'p'ut or 'd'elete
--   field   in the hash that KEYS names; '' where KEYS names a string of its own
--   expect  the version the record must have, '0': absent
--   value   put: the record as kept, 'version:bytes', with its new version
--   expires put of a string: Unix milliseconds
-- Versions stay decimal strings: Lua's numbers are exact only up to 2^53.
-- Everything is checked before anything is written, since Redis undoes nothing.

local function op(i)
  local at = 5 * (i - 1)
  return KEYS[i], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4], ARGV[at + 5]
end

local function read(key, field)
  if field == '' then
    return redis.call('GET', key)
  end
  return redis.call('HGET', key, field)
end

local function version(held)
  if not held then
    return '0'
  end
  return string.sub(held, 1, string.find(held, ':', 1, true) - 1)
end

local function left(what, held, expect, value)
  if what == 'p' then
    return held == value
  elseif what == 'd' then
    return not held
  end
  return version(held) == expect
end

local function write(key, what, field, value, expires)
  if what == 'p' and field == '' then
    redis.call('SET', key, value, 'PXAT', expires)
  elseif what == 'p' then
    redis.call('HSET', key, field, value)
  elseif what == 'd' and field == '' then
    redis.call('DEL', key)
  elseif what == 'd' then
    redis.call('HDEL', key, field)
  end
end

local fresh, again = true, true
for i = 1, #KEYS do
  local key, what, field, expect, value = op(i)
  local held = read(key, field)
  fresh = fresh and version(held) == expect
  again = again and left(what, held, expect, value)
end

if fresh then
  for i = 1, #KEYS do
    local key, what, field, _, value, expires = op(i)
    write(key, what, field, value, expires)
  end
end

if fresh or again then
  return 1
end
return 0
