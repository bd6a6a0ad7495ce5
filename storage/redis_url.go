package storage

import (
	"cmp"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"soundings/flows"
)

// A redisAddress is a URL taken apart, since a URL has one host for net/url, and
// go-redis has no form for all three kinds.
type redisAddress struct {
	first *url.URL // with the first host only, and go-redis's options
	hosts []string
	own   url.Values // the options that go-redis does not know
}

func badURL() error { return flows.Fail(flows.Invalid, "store.bad_url", nil) }

// bufferSize is what a connection reads and writes at once, in bytes: more than a
// session. go-redis would keep 64 KiB for each connection.
const bufferSize = 8 << 10

// redisOptions reads the form that OpenRedis describes. Its error holds nothing
// of the URL, which may hold a password.
func redisOptions(dsn string) (*redis.UniversalOptions, error) {
	address, err := splitRedis(dsn)
	if err != nil {
		return nil, badURL()
	}
	parsed, err := redis.ParseURL(address.first.String())
	if err != nil {
		return nil, badURL()
	}
	options := address.options(parsed)
	if address.isCluster() && options.DB != 0 { // a cluster has only database 0
		return nil, badURL()
	}
	options.Addrs, err = address.addrs()
	if err != nil {
		return nil, badURL()
	}
	return options, nil
}

func splitRedis(dsn string) (a redisAddress, err error) {
	scheme, rest, _ := strings.Cut(dsn, "://")
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	at := strings.LastIndex(authority, "@") + 1
	a.hosts = strings.Split(authority[at:], ",")
	a.first, err = url.Parse(scheme + "://" + authority[:at] + a.hosts[0] + tail)
	if err != nil {
		return a, err
	}
	query := a.first.Query()
	a.own = url.Values{}
	for _, name := range []string{"master_name", "sentinel_username", "sentinel_password", "cluster"} {
		a.own.Set(name, query.Get(name))
		query.Del(name)
	}
	a.first.RawQuery = query.Encode()
	return a, nil
}

func (a redisAddress) isCluster() bool {
	return a.own.Get("master_name") == "" && (len(a.hosts) > 1 || a.own.Get("cluster") == "true")
}

// addrs completes each host with the port its kind of server listens on.
func (a redisAddress) addrs() ([]string, error) {
	port := "6379"
	if a.own.Get("master_name") != "" {
		port = "26379"
	}
	addrs := make([]string, len(a.hosts))
	for i, host := range a.hosts {
		u, err := url.Parse("redis://" + host)
		if err != nil || u.Hostname() == "" || strings.Contains(u.Hostname(), ":") && !strings.HasPrefix(host, "[") {
			return nil, badURL()
		}
		addrs[i] = net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), port))
	}
	return addrs, nil
}

// options sets short timeouts, so that a person is told soon, and lets a
// context end a wait on the socket (FACTS). go-redis dials five times in each of
// its tries: once is enough there.
func (a redisAddress) options(o *redis.Options) *redis.UniversalOptions {
	if o.TLSConfig != nil && (a.isCluster() || a.own.Get("master_name") != "") {
		o.TLSConfig.ServerName = "" // each node answers to its own name
	}
	return &redis.UniversalOptions{
		Username:              o.Username,
		Password:              o.Password,
		SentinelUsername:      a.own.Get("sentinel_username"),
		SentinelPassword:      a.own.Get("sentinel_password"),
		MasterName:            a.own.Get("master_name"),
		IsClusterMode:         a.isCluster(),
		DB:                    o.DB,
		TLSConfig:             o.TLSConfig,
		ClientName:            o.ClientName,
		Protocol:              cmp.Or(o.Protocol, 2), // 3 looks for notices of the server at each command
		ContextTimeoutEnabled: true,
		DialTimeout:           cmp.Or(o.DialTimeout, 2*time.Second),
		ReadTimeout:           cmp.Or(o.ReadTimeout, 3*time.Second),
		WriteTimeout:          cmp.Or(o.WriteTimeout, 3*time.Second),
		DialerRetries:         1,
		MaxRetries:            cmp.Or(o.MaxRetries, 2),
		MinRetryBackoff:       cmp.Or(o.MinRetryBackoff, 20*time.Millisecond),
		MaxRetryBackoff:       cmp.Or(o.MaxRetryBackoff, 250*time.Millisecond),
		PoolSize:              cmp.Or(o.PoolSize, 32),
		ReadBufferSize:        bufferSize,
		WriteBufferSize:       bufferSize,
		PoolTimeout:           cmp.Or(o.PoolTimeout, 3*time.Second),
		MinIdleConns:          o.MinIdleConns,
		MaxIdleConns:          o.MaxIdleConns,
		MaxActiveConns:        o.MaxActiveConns,
		ConnMaxIdleTime:       cmp.Or(o.ConnMaxIdleTime, 5*time.Minute),
		ConnMaxLifetime:       o.ConnMaxLifetime,
		// Handshakes that buy nothing here: the library's name, and notices of
		// maintenance that only Redis Enterprise sends.
		DisableIdentity:          true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
}
