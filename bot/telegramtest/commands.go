package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
)

// A Command is an entry of the bot's menu (BotCommand).
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

const maxCommands = 100

// Menu is the list of commands set for a language, or the default one for "".
func (s *Server) Menu(lang string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.menus[lang]
}

// ChatMenu is the list of commands set for one chat; none: it has that of its
// language.
func (s *Server) ChatMenu(chat int64) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	for at, menu := range s.menus {
		var scope struct {
			Type string
			Chat int64 `json:"chat_id"`
		}
		if json.Unmarshal([]byte(at), &scope) == nil && scope.Type == "chat" && scope.Chat == chat {
			return menu
		}
	}
	return nil
}

func setMyCommands(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	list, no := checkCommands(c)
	if no != nil {
		return s.refuse(c, no)
	}
	s.menus[c.args["language_code"]+c.args["scope"]] = list
	return fine(true)
}

func deleteMyCommands(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := checkLang(c.args["language_code"]); no != nil {
		return s.refuse(c, no)
	}
	delete(s.menus, c.args["language_code"]+c.args["scope"])
	return fine(true)
}

func checkCommands(c call) ([]Command, *refusal) {
	var list []Command
	if err := json.Unmarshal([]byte(c.args["commands"]), &list); err != nil {
		return nil, &refusal{"commands: " + err.Error(), "can't parse commands JSON object"}
	}
	if len(list) > maxCommands {
		return nil, &refusal{fmt.Sprintf("%d commands, at most %d may be set", len(list), maxCommands), "BOT_COMMANDS_TOO_MUCH"}
	}
	for _, one := range list {
		if no := one.check(); no != nil {
			return nil, no
		}
	}
	return list, checkLang(c.args["language_code"])
}

// check keeps the limits of BotCommand.
func (c Command) check() *refusal {
	name := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	if !name.MatchString(c.Command) {
		return &refusal{fmt.Sprintf("command %q is not 1-32 of a-z, 0-9 and _", c.Command), "BOT_COMMAND_INVALID"}
	}
	if n := units(c.Description); n < 1 || n > 256 {
		why := fmt.Sprintf("the description of %q has %d characters, not 1-256", c.Command, n)
		return &refusal{why, "BOT_COMMAND_DESCRIPTION_INVALID"}
	}
	return nil
}

// checkLang keeps "A two-letter ISO 639-1 language code".
func checkLang(code string) *refusal {
	if code == "" || regexp.MustCompile(`^[a-z]{2}$`).MatchString(code) {
		return nil
	}
	return &refusal{fmt.Sprintf("language_code %q is not two letters", code), "invalid language code specified"}
}
