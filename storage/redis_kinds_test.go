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

// Every Apply stays within one slot, or a cluster of three would refuse it.
func TestRedisCluster(t *testing.T) {
	nodes := cluster(t)
	storagetest.Run(t, func(t testing.TB) storagetest.Backend {
		b := storagetest.OnRedis(t, nodes...)
		b.Open = func(t testing.TB) storage.Store { return storagetest.Open(t, nodes[0]+"?cluster=true", b.Now) }
		return b
	})
}

// cluster is three masters with a third of the slots each.
func cluster(t testing.TB) (nodes []string) {
	t.Helper()
	const masters, slots = 3, 16384
	for i := range masters {
		url := storagetest.Redis(t, "--cluster-enabled", "yes")
		admin := storagetest.Admin(t, url)
		err := admin.ClusterAddSlotsRange(t.Context(), slots*i/masters, slots*(i+1)/masters-1).Err()
		if host, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "redis://")); i > 0 && err == nil {
			err = storagetest.Admin(t, nodes[0]).ClusterMeet(t.Context(), host, port).Err()
		}
		if err != nil {
			t.Fatal(err)
		}
		nodes = append(nodes, url)
	}
	for _, url := range nodes {
		admin := storagetest.Admin(t, url)
		for info := ""; !strings.Contains(info, "cluster_state:ok") || !strings.Contains(info, "cluster_slots_ok:16384"); {
			var err error
			if info, err = admin.ClusterInfo(t.Context()).Result(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return nodes
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
