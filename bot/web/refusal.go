package web

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"
)

// A refusal is an answer other than yes: a code for the page, words for people.
type refusal struct {
	status int
	after  time.Duration // when to try again; never if zero
	Code   string        `json:"error"`
	Words
}

// refuse answers a page's script.
func refuse(w http.ResponseWriter, f refusal) {
	if f.after > 0 {
		seconds := max(1, (f.after+time.Second-1)/time.Second)
		w.Header().Set("Retry-After", strconv.Itoa(int(seconds)))
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(f.status)
	_ = json.NewEncoder(w).Encode(f) // a page that is gone needs no answer
}

// refuseReader answers a person who opened an address themselves.
func refuseReader(w http.ResponseWriter, f refusal) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(f.status)
	_, _ = io.WriteString(w, f.ZH+"\n\n"+f.EN+"\n")
}

func wrongHost() refusal {
	return refusal{http.StatusMisdirectedRequest, 0, "host", Words{
		"这个地址不是本页的地址。请用启动时给出的地址打开。", "This is not the page's address. Open the address given at the start."}}
}

func crossSite() refusal {
	return refusal{http.StatusForbidden, 0, "cross_site", Words{
		"这个请求来自别的网页，没有接受。", "This request came from another site and was not taken."}}
}

func noVisitor() refusal {
	return refusal{http.StatusForbidden, 0, "visitor", Words{
		"本页要用一个 Cookie 记住是哪一个对话。请允许 Cookie，再刷新本页。",
		"The page needs one cookie to know which conversation is yours. Please allow it and reload."}}
}

func notJSON() refusal {
	return refusal{http.StatusUnsupportedMediaType, 0, "type", Words{"只收 JSON。", "Only JSON is taken."}}
}

func noDocument() refusal {
	return refusal{http.StatusUnsupportedMediaType, 0, "type", Words{"这里只收文件。", "Only a file is taken here."}}
}

func tooBig() refusal {
	return refusal{http.StatusRequestEntityTooLarge, 0, "too_big", Words{
		"这个文件太大了，没有收下。", "This file is too big and was not taken."}}
}

func malformed() refusal {
	return refusal{http.StatusBadRequest, 0, "malformed", Words{
		"这个请求看不懂，没有记下来。请刷新本页再试。", "This request was not understood. Please reload the page."}}
}

func tooLong() refusal {
	return refusal{http.StatusRequestEntityTooLarge, 0, "too_long", Words{
		"这条太长了，没有收下。请分成几条发。", "This is too long and was not taken. Please send it in parts."}}
}

func tooFast(after time.Duration) refusal {
	return refusal{http.StatusTooManyRequests, after, "too_fast", Words{
		"发得太快了，歇一下，马上替您接着发。", "That was a bit fast. One moment, it will be sent for you."}}
}

func full() refusal {
	return refusal{http.StatusServiceUnavailable, 10 * time.Second, "full", Words{
		"现在人太多，请稍等，会自动再试。", "It is crowded right now. Please wait, it will be tried again."}}
}

func away() refusal {
	return refusal{http.StatusServiceUnavailable, 2 * time.Second, "away", Words{
		"暂时没有送到，什么都没丢，正在自动重试。", "Not delivered yet. Nothing is lost, it is being tried again."}}
}

func broken() refusal {
	return refusal{http.StatusInternalServerError, 0, "broken", Words{
		"程序出了问题，已记入日志（不含内容）。请换个说法，或发 /start 重新开始。",
		"Something went wrong and is in the log, without your words. Try another way, or send /start."}}
}

func noFile() refusal {
	return refusal{http.StatusNotFound, 0, "file", Words{
		"没有这个文件，或者它已经不在了。请在对话里重新要一份。", "There is no such file, or it is gone. Ask for it again in the chat."}}
}
