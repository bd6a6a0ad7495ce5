package storage_test

import (
	"crypto/tls"
	"io"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

func TestRedisCluster(t *testing.T) {
	url := cluster(t)
	storagetest.Run(t, func(t testing.TB) storagetest.Backend {
		b := storagetest.OnRedis(t, url)
		b.Open = func(t testing.TB) storage.Store { return storagetest.Open(t, url+"?cluster=true", b.Now) }
		return b
	})
}

// cluster is one master that holds all slots.
func cluster(t testing.TB) (url string) {
	t.Helper()
	url = storagetest.Redis(t, "--cluster-enabled", "yes")
	admin := storagetest.Admin(t, url)
	if err := admin.ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	for info := ""; !strings.Contains(info, "cluster_state:ok"); {
		var err error
		if info, err = admin.ClusterInfo(t.Context()).Result(); err != nil {
			t.Fatal(err)
		}
	}
	return url
}

func TestRedisSentinel(t *testing.T) {
	url := storagetest.Sentinel(t, storagetest.Redis(t))
	wantWorking(t, openRedis(t, url))
	wantDurable(t, url, []string{"store.slowlog"}, "")
}

func TestRedisTLS(t *testing.T) {
	url := behindTLS(t, storagetest.MiniRedis(t))
	wantWorking(t, openRedis(t, url+"?skip_verify=true"))

	_, err := storage.Open(t.Context(), url, time.Now)
	if flows.KeyOf(err) != "store.away" || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("Open with a certificate that nobody vouches for: %v", err)
	}
	_, err = storage.Open(t.Context(), strings.Replace(url, "rediss:", "redis:", 1), time.Now)
	if flows.KeyOf(err) != "store.away" {
		t.Errorf("Open without TLS: %v", err)
	}
}

// behindTLS is the Redis at url with TLS before it, under a test's certificate.
func behindTLS(t testing.TB, url string) string {
	t.Helper()
	https := httptest.NewTLSServer(nil)
	t.Cleanup(https.Close)
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: https.TLS.Certificates})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", strings.TrimPrefix(url, "redis://"))
			if err != nil {
				client.Close()
				continue
			}
			go func() { io.Copy(server, client); server.Close() }()
			go func() { io.Copy(client, server); client.Close() }()
		}
	}()
	return "rediss://" + l.Addr().String()
}
