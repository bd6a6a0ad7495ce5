package main

import (
	"bytes"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"soundings/bot/telegramtest"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// examined is what the doctor says, a finding a line, and the exit code.
func examined(t *testing.T, env map[string]string) (code int, findings []string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), []string{"doctor"}, environ(env), nil, &out, &errs, time.Now)
	if (code == 0) != (errs.Len() == 0) || code > 1 {
		t.Errorf("exit code %d with %q", code, errs.String())
	}
	return code, strings.Split(strings.TrimSpace(out.String()), "\n")
}

// wantFindings compares with what is said of each finding: its grade, and a
// part of its words.
func wantFindings(t *testing.T, got []string, want ...string) {
	t.Helper()
	fits := len(got) == len(want)
	for i := range min(len(got), len(want)) {
		grade, words, _ := strings.Cut(want[i], " ")
		is, says, _ := strings.Cut(got[i], " ")
		fits = fits && is == grade && strings.Contains(says, words)
	}
	if !fits {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheDoctorAtAGoodInstallation(t *testing.T) {
	for lang, want := range map[string][]string{
		"": {"ok The settings are the defaults", "ok Days count in Asia/Shanghai", "ok service.key can be read by its owner only",
			"ok /data/soundings.db answers", "ok The service key fits", "ok The store answers in", "ok @soundings_test_bot",
			"ok agrees with that of Telegram", "ok by long polling, as set; none wait.", "ok soundings serve runs on", "ok soundings serve runs on"},
		"zh_CN.UTF-8": {"ok 设置用的是默认值", "ok 日期按 Asia/Shanghai 计算", "ok 只有主人能读",
			"ok 连得上", "ok 服务密钥和存储配套", "ok 存储回应很快", "ok 机器人是 @soundings_test_bot",
			"ok 和 Telegram 的一致", "ok 长轮询来取，和设置一致；没有积压", "ok 运行", "ok 运行"},
	} {
		s := startWith(t, telegramtest.New(t), map[string]string{"LANG": lang,
			"SOUNDINGS_LISTEN": freeAddress(t), "SOUNDINGS_METRICS_LISTEN": freeAddress(t)})
		code, got := examined(t, s.Env)
		wantFindings(t, got, want...)
		if code != 0 {
			t.Errorf("exit code %d", code)
		}
	}
}

// Before a first run there is nothing, and the doctor leaves it at that.
func TestTheDoctorBeforeAFirstRun(t *testing.T) {
	env := world(t, telegramEnv(telegramtest.New(t)))
	code, got := examined(t, env)
	wantFindings(t, got, "ok The settings", "ok Days count", "ok There is no service key yet", "ok is not there yet",
		"ok Telegram answers", "ok clock", "ok long polling", "ok is free")
	if code != 0 {
		t.Errorf("exit code %d", code)
	}
	err := filepath.WalkDir(env["HOME"], func(path string, _ fs.DirEntry, err error) error {
		if path != env["HOME"] {
			t.Errorf("it made %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheDoctorAtABadRedis(t *testing.T) {
	url := storagetest.Redis(t, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru", "--save", "60 1",
		"--hash-max-listpack-value", "4096", "--rename-command", "BGREWRITEAOF", "")
	env := world(t, telegramEnv(telegramtest.New(t)))
	env["SOUNDINGS_STORE"], env["SOUNDINGS_KEY"] = url, serviceKey(t)
	code, got := examined(t, env)
	wantFindings(t, got[2:], "ok The service key stands in the settings", "ok answers", "ok The store is empty",
		"fail appendonly is no", "fail maxmemory-policy is allkeys-lru", "warn save is 60 1", "warn slowlog", "warn hash-max-listpack-value is 4096",
		"warn BGREWRITEAOF", "ok The store answers in", "ok agrees with that of Redis",
		"ok Telegram", "ok Telegram", "ok long polling", "ok is free")
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	if n := storagetest.Admin(t, url).DBSize(t.Context()).Val(); n != 0 {
		t.Errorf("it left %d keys in the store", n)
	}
}

func TestTheDoctorAtAGoodRedisWithAnothersKey(t *testing.T) {
	url := storagetest.Redis(t, "--slowlog-log-slower-than", "-1")
	env := world(t, telegramEnv(telegramtest.New(t)))
	env["SOUNDINGS_STORE"], env["SOUNDINGS_KEY"] = url, serviceKey(t)
	startServe(t, env).Stop()
	_, got := examined(t, env)
	wantFindings(t, got[4:8], "ok The service key fits", "ok keeps what it is told", "ok lets the order of writing be hidden", "ok answers in")
	env["SOUNDINGS_KEY"] = serviceKey(t)
	_, got = examined(t, env)
	wantFindings(t, got[4:5], "fail not the one this store was written with")
}

// The key's place and mode.
func TestTheDoctorLooksAtTheKeyFile(t *testing.T) {
	for _, c := range []struct {
		path string
		mode os.FileMode
		want []string
	}{
		{"elsewhere/key", 0o600, []string{"ok its owner only"}},
		{"elsewhere/key", 0o640, []string{"warn Run chmod 600"}},
		{"data/key", 0o600, []string{"fail lies in the data directory"}},
		{"data/deep/key", 0o644, []string{"warn Run chmod 600", "fail lies in the data directory"}},
		{"key", 0o600, []string{"warn lies beside the data directory"}},
	} {
		env := world(t, telegramEnv(telegramtest.New(t)))
		path := filepath.Join(env["HOME"], c.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(serviceKey(t)), c.mode); err != nil {
			t.Fatal(err)
		}
		env["SOUNDINGS_KEY_FILE"] = path
		_, got := examined(t, env)
		wantFindings(t, got[2:2+len(c.want)], c.want...)
		if next := got[2+len(c.want)]; !strings.Contains(next, "is not there yet") {
			t.Errorf("%s: also %s", c.path, next)
		}
	}
}

func TestTheDoctorAtAddressesThatAreTaken(t *testing.T) {
	says, status := "hello\n", http.StatusOK
	other := httpServer(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(says))
	})
	env := world(t, telegramEnv(telegramtest.New(t)))
	env["SOUNDINGS_LISTEN"] = strings.TrimPrefix(other, "http://")
	_, got := examined(t, env)
	wantFindings(t, got[len(got)-1:], "fail Another program listens on")
	says, status = "store: ok\ntelegram: no answer\n", http.StatusServiceUnavailable
	_, got = examined(t, env)
	wantFindings(t, got[len(got)-1:], "warn is not ready (store: ok, telegram: no answer)")
}

// Whatever the doctor says, it says no secret.
func TestTheDoctorKeepsSecrets(t *testing.T) {
	server := telegramtest.New(t)
	for name, there := range map[string]map[string]string{"nothing answers": nil, "Telegram answers": telegramEnv(server)} {
		env := world(t, map[string]string{
			"SOUNDINGS_STORE": "redis://canaryuser:canarypass@127.0.0.1:1", "SOUNDINGS_KEY": serviceKey(t),
			"SOUNDINGS_WEBHOOK_URL": "https://example.com/canarypath", "SOUNDINGS_WEBHOOK_SECRET": "canarysecret",
			"SOUNDINGS_TELEGRAM_TOKEN": "1:canarytoken", "SOUNDINGS_TELEGRAM_API": "http://127.0.0.1:1",
		})
		maps.Copy(env, there)
		_, got := examined(t, env)
		said := strings.Join(got, "\n")
		if !strings.Contains(said, "\nfail") {
			t.Errorf("%s, and nothing fails:\n%s", name, said)
		}
		for _, secret := range []string{"canary", env["SOUNDINGS_KEY"], server.Token()} {
			if strings.Contains(said, secret) {
				t.Errorf("%s: it says %s:\n%s", name, secret, said)
			}
		}
	}
}

// A store that takes its time is told of.
func TestTheDoctorTimesTheStore(t *testing.T) {
	for trip, want := range map[time.Duration]string{
		2 * time.Millisecond:  "ok The store answers in 2ms.",
		20 * time.Millisecond: "ok The store answers in 20ms.",
		21 * time.Millisecond: "warn The store takes 21ms to answer, more than 20ms",
		2 * time.Second:       "warn The store takes 2s",
	} {
		d, out := atWork(nil)
		store, err := storage.OpenSQLite(t.Context(), filepath.Join(t.TempDir(), "s.db"), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		d.store = store
		at := time.Now()
		d.now = func() time.Time { at = at.Add(trip); return at }
		if err := d.report(d.lookAtLatency(t.Context())); err != nil {
			t.Error(err)
		}
		wantFindings(t, strings.Split(strings.TrimSpace(out.String()), "\n"), want)
		d.close()
	}
}
