package configs

import (
	"strconv"
	"time"
)

// Settings are what an operator sets. The struct tags name the key in
// soundings.yaml and the environment variable behind SOUNDINGS_.
type Settings struct {
	Telegram Telegram `yaml:"telegram" envPrefix:"TELEGRAM_"`
	Store    Secret   `yaml:"store" env:"STORE"` // may hold a password; StoreLabel is for showing
	Key      Secret   `yaml:"key" env:"KEY"`     // an age identity; empty: see ServiceKey
	Webhook  Webhook  `yaml:"webhook" envPrefix:"WEBHOOK_"`
	Listen   string   `yaml:"listen" env:"LISTEN"`
	Metrics  Metrics  `yaml:"metrics" envPrefix:"METRICS_"`
	Log      Log      `yaml:"log" envPrefix:"LOG_"`
	Timezone string   `yaml:"timezone" env:"TIMEZONE"`
	// Retention is for how many days a released round is kept; 0: for ever.
	Retention string `yaml:"retention" env:"RETENTION"`
	// LedgerRetention is for how many days a ledger is kept since it was last imported;
	// 0: for ever.
	LedgerRetention string   `yaml:"ledger_retention" env:"LEDGER_RETENTION"`
	Grouping        Grouping `yaml:"grouping" envPrefix:"GROUPING_"`
}

// Grouping says how opinions are proposed to be merged.
type Grouping struct {
	// Alike is how alike they must be, over 0 to 1.
	Alike string `yaml:"alike" env:"ALIKE"`
}

// Telegram says how to reach the Bot API.
type Telegram struct {
	Token Secret `yaml:"token" env:"TOKEN"`
	API   string `yaml:"api" env:"API"` // base URL, without a slash at its end
	Bot   string `yaml:"bot" env:"BOT"` // user name without @; empty: asked by getMe
}

// Webhook is where Telegram delivers updates; an empty URL means long polling.
type Webhook struct {
	URL    string `yaml:"url" env:"URL"`
	Secret Secret `yaml:"secret" env:"SECRET"`
}

// Metrics is where /metrics is served; an empty address means nowhere.
type Metrics struct {
	Listen string `yaml:"listen" env:"LISTEN"`
}

// Log says what is logged and in which form.
type Log struct {
	Level  string `yaml:"level" env:"LEVEL"`   // debug, info, warn or error
	Format string `yaml:"format" env:"FORMAT"` // text or json
}

const telegramAPI = "https://api.telegram.org"

// Defaults are the settings where nothing is set; soundings.yaml documents
// them.
func Defaults() Settings {
	return Settings{
		Telegram: Telegram{API: telegramAPI},
		Store:    "sqlite:data/soundings.db",
		Listen:   "127.0.0.1:8080",
		Log:      Log{Level: "info", Format: "text"},
		Timezone: "Asia/Shanghai", Retention: "0", LedgerRetention: "730",
		Grouping: Grouping{Alike: "0.11"},
	}
}

// RetentionDays is Retention as a number.
func (s Settings) RetentionDays() (int, error) { return strconv.Atoi(s.Retention) }

// Alike is Grouping.Alike as a number.
func (s Settings) Alike() (float64, error) { return strconv.ParseFloat(s.Grouping.Alike, 64) }

// LedgerDays is LedgerRetention as a number.
func (s Settings) LedgerDays() (int, error) { return strconv.Atoi(s.LedgerRetention) }

// Zone is the time zone that days count in.
func (s Settings) Zone() (*time.Location, error) { return time.LoadLocation(s.Timezone) }
