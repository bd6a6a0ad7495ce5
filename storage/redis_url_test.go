package storage_test

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

func never() time.Time { return time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC) }

func TestRedisURL(t *testing.T) {
	type read struct {
		Addrs                                []string
		User, Password, Master, SentinelUser string
		DB                                   int
		Cluster, TLS                         bool
		Name                                 string
	}
	for _, c := range []struct {
		name, url string
		want      read
	}{
		{"one server", "redis://h", read{Addrs: []string{"h:6379"}}},
		{"with everything", "redis://us%40er:p%2Fw@h:1/3", read{Addrs: []string{"h:1"}, User: "us@er", Password: "p/w", DB: 3}},
		{"password only", "redis://:pw@h", read{Addrs: []string{"h:6379"}, Password: "pw"}},
		{"IPv6", "redis://[::1]:7,[::2]", read{Addrs: []string{"[::1]:7", "[::2]:6379"}, Cluster: true}},
		{"TLS", "rediss://h", read{Addrs: []string{"h:6379"}, TLS: true, Name: "h"}},
		{"a cluster", "redis://u:p@a:1,b,c:3", read{Addrs: []string{"a:1", "b:6379", "c:3"}, User: "u", Password: "p", Cluster: true}},
		{"a cluster by one address", "rediss://a?cluster=true", read{Addrs: []string{"a:6379"}, Cluster: true, TLS: true}},
		{"Sentinels", "rediss://u:p@a,b:2/1?master_name=m&sentinel_username=s",
			read{Addrs: []string{"a:26379", "b:2"}, User: "u", Password: "p", Master: "m", SentinelUser: "s", DB: 1, TLS: true}},
		{"one Sentinel", "redis://a?master_name=m", read{Addrs: []string{"a:26379"}, Master: "m"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := storage.RedisOptions(c.url)
			if err != nil {
				t.Fatal(err)
			}
			got := read{o.Addrs, o.Username, o.Password, o.MasterName, o.SentinelUsername, o.DB, o.IsClusterMode,
				o.TLSConfig != nil, serverName(o.TLSConfig)}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !o.ContextTimeoutEnabled || o.ReadTimeout != 3*time.Second {
				t.Error("a lost answer would be waited for too long")
			}
		})
	}
}

func serverName(c *tls.Config) string {
	if c == nil {
		return ""
	}
	return c.ServerName
}

func TestRedisURLTakesGoRedisOptions(t *testing.T) {
	o, err := storage.RedisOptions("redis://h?read_timeout=7s&pool_size=3")
	if err != nil || o.ReadTimeout != 7*time.Second || o.PoolSize != 3 {
		t.Errorf("read_timeout %v, pool_size %d, %v", o.ReadTimeout, o.PoolSize, err)
	}
}

func TestBadURLsAreNotRepeated(t *testing.T) {
	for _, dsn := range []string{
		"", "sqlite:", "SECRET", "postgres://u:SECRET@h", "redis:SECRET", "redis://u:SECRET@h:port",
		"redis://u:SECRET@h/x", "redis://u:SECRET@h/1/2", "redis://u:SECRET@h?SECRET=1", "redis://u:SECRET@a,b/1",
		"redis://u:SECRET@a,,b", "redis://u:SECRET@%zz", "redis://u:SEC/RET@h", "rediss://u:SECRET@a:1:2",
		"redis://u:SECRET@h?read_timeout=SECRET",
	} {
		_, err := storage.Open(t.Context(), dsn, time.Now)
		bad, ok := errors.AsType[*flows.Error](err)
		if !ok || bad.Code != flows.Invalid || bad.Key != "store.bad_url" || len(bad.Args) > 0 || strings.Contains(err.Error(), "SEC") {
			t.Errorf("Open(%q): %v, want invalid: store.bad_url", dsn, err)
		}
	}
}

func TestRedisAway(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close() // nobody listens there now
	_, err = storage.Open(t.Context(), "redis://u:SECRET@"+l.Addr().String(), time.Now)
	if flows.CodeOf(err) != flows.Unavailable || flows.KeyOf(err) != "store.away" || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("Open: %v", err)
	}
	if !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("Open: %v does not say that the connection was refused", err)
	}
}

type reply string

func (r reply) Error() string { return string(r) }
func (r reply) RedisError()   {}

var _ redis.Error = reply("")

func TestRedisErrorsTellNothing(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{reply("NOPERM No permissions to access a key SECRET"), "refused: store.forbidden: redis: NOPERM"},
		{reply("WRONGPASS invalid username-password pair SECRET"), "refused: store.forbidden: redis: WRONGPASS"},
		{reply("ERR unknown command 'evalsha', with args beginning with: SECRET"), "internal: store.broken: redis: ERR"},
		{reply("SECRET-reply of a strange server"), "internal: store.broken: redis: ERR"},
		{reply("ERR max number of clients reached"), "unavailable: store.away: redis: ERR"},
		{reply("READONLY You can't write against SECRET"), "unavailable: store.away: redis: READONLY"},
		{reply("OOM command not allowed SECRET"), "unavailable: store.away: redis: OOM"},
		{reply("ERR Error running script (call to f_8a1f): @user_script:35: @user_script: 35: -READONLY You can't write SECRET"),
			"unavailable: store.away: redis: READONLY"},
		{reply("ERR Error running script (call to f_8a1f): @user_script:20: SECRET"), "internal: store.broken: redis: ERR"},
		{io.EOF, "unavailable: store.away: EOF"},
		{errors.New("redis: can't parse reply SECRET"), "unavailable: store.away: redis: *errors.errorString"},
	} {
		if got := storage.RedisError(c.err).Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A password that is wrong, and an ACL with just what the documentation names.
func TestRedisACL(t *testing.T) {
	url := storagetest.Redis(t)
	admin := storagetest.Admin(t, url)
	if err := admin.Do(t.Context(), "ACL", "SETUSER", "soundings", "on", ">pw", "~soundings:*", "-@all", "+eval", "+evalsha",
		"+get", "+set", "+del", "+hget", "+hset", "+hdel", "+hscan", "+ping", "+hello").Err(); err != nil {
		t.Fatal(err)
	}
	user := func(password string) string {
		return strings.Replace(url, "://", "://soundings:"+password+"@", 1)
	}
	if _, err := storage.Open(t.Context(), user("SECRET"), time.Now); flows.KeyOf(err) != "store.forbidden" {
		t.Errorf("Open with a wrong password: %v", err)
	}
	wantWorking(t, openRedis(t, user("pw")))
	wantDurable(t, user("pw"), []string{"store.config_forbidden"}, "")
}

// wantWorking has a store do each thing once.
func wantWorking(t testing.TB, s storage.Store) {
	t.Helper()
	del, expired := somePut("a", ""), sessionPut(1)
	del.Do, del.Expect, expired.Do = storage.Delete, 1, storage.Delete
	_, err := s.Get(t.Context(), someKey("a"))
	if !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	for _, ops := range [][]storage.Op{{somePut("a", ""), sessionPut(0)}, {del, expired}, {somePut("b", "")}} {
		if err := s.Apply(t.Context(), ops...); err != nil {
			t.Errorf("Apply: %v", err)
		}
	}
	if _, err := s.Get(t.Context(), sessionPut(0).Key); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	for rec, err := range s.List(t.Context(), someKey("").Collection) {
		if err != nil || rec.ID != "b" {
			t.Errorf("List: %s, %v", rec.ID, err)
		}
	}
}
