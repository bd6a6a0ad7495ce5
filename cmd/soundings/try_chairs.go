package main

import (
	"context"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/flows"
	"soundings/flows/organize"
)

// chairs are the three places at the page: a colleague's, a member's and the
// organizer's.
func chairs(h *house, round flows.Round) []web.Chair {
	return []web.Chair{{
		ID: "colleague", Label: web.Words{ZH: "我是同事", EN: "A colleague"},
		Hint: web.Words{ZH: "示例，已有十二位示例同事来过。走一遍：提一条意见 → 记下回执码 → 发 /receipt 查回来 → 换到“我是班子成员”。",
			EN: "A sample; twelve sample colleagues were here before. The tour: give an opinion → note the receipt → look it up with /receipt → switch to “A member”."},
		First: func(context.Context, bot.Chat) (string, error) { return toSample(round), nil },
	}, {
		ID: "member", Label: web.Words{ZH: "我是班子成员", EN: "A member"},
		Hint: web.Words{ZH: "示例。您还有两次谈话没谈，就当刚谈了一次：我的谈话 → 点一个名字 → 记下来 → 看还差谁 → 换到“我是组织者”。",
			EN: "A sample. Two talks are still due; say you have just had one: My talks → tap a name → log it → see who is left → switch to “The organizer”."},
		First: newPlaces(h, round).first,
	}, {
		ID: "organizer", Label: web.Words{ZH: "我是组织者", EN: "The organizer"},
		Hint: web.Words{ZH: "示例。走一遍：现在截止 → 导出文件 → 在 Excel 里把汇总表改好（比如照“建议归入”归并）→ 📎 发回来 → 再导出。想再来一遍，重新运行 soundings try。",
			EN: "A sample. The tour: close now → take out the documents → edit the workbook in Excel (merge what it proposes) → send it back (📎) → take them out again. To start over, run soundings try again."},
		First: func(ctx context.Context, _ bot.Chat) (string, error) {
			token, err := h.organizers.Invite(ctx, "")
			return "/start " + organize.ClerkLink + token, err
		},
	}}
}

// toSample lets anybody in, as the sample round's link does.
func toSample(r flows.Round) string { return "/start " + organize.RoundLink + string(r.ID) }
