// Package calendar reads days as people type them and offers months to tap a day
// in. Which days may be meant is its callers' business.
package calendar
