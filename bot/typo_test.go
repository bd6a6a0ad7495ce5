package bot_test

import "testing"

func TestThePlaceOfATypingErrorIsSaidInWords(t *testing.T) {
	c := newTown(t)
	c.say("/receipt")
	c.say("53JFR-9MZTD-4R2JX-V43XY")
	c.shows("· 第 2 组 9MZTD 里的第 3 个：“Z”会不会是“2”？\n· 第 2 组 9MZTD 里：“TD”会不会是“DT”？\n")
	c.say("53jfr-9m?td-4r2jx-v43xy")
	c.shows("没有“?”这个字符，会不会是“2”？")
	c.say("53JF9-RM2TD-4R2JX-V43XY")
	c.shows("第 1 组的最后一个和下一组的第一个：“9R”会不会是“R9”？")
	c.say("/start")
	c.say("53JFR-9MZTD-4R2JX-V43XY")
	c.shows("参与码里有")
}
