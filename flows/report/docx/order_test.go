package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// sequences are the orders that ECMA-376 (transitional) fixes for the children
// we write. Word refuses a document, or forgets what stands in the wrong place.
func sequences() map[string]string {
	return map[string]string{
		"pPr":         "pStyle keepNext keepLines pageBreakBefore widowControl wordWrap autoSpaceDE autoSpaceDN spacing ind jc outlineLvl rPr sectPr defRPr", // the last in charts
		"rPr":         "rFonts b bCs color spacing sz szCs lang",
		"tblPr":       "tblW jc tblInd tblBorders tblLayout tblCellMar",
		"tblBorders":  "top left bottom right insideH insideV",
		"tblCellMar":  "top left bottom right",
		"trPr":        "cantSplit trHeight tblHeader",
		"tcPr":        "tcW gridSpan vAlign",
		"sectPr":      "footerReference type pgSz pgMar",
		"style":       "name basedOn next uiPriority qFormat pPr rPr tblPr",
		"settings":    "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
		"compat":      "doNotExpandShiftReturn compatSetting",
		"inline":      "extent effectExtent docPr cNvGraphicFramePr graphic",
		"chartSpace":  "roundedCorners chart spPr txPr externalData",
		"chart":       "autoTitleDeleted plotArea plotVisOnly dispBlanksAs",
		"plotArea":    "layout barChart catAx valAx spPr",
		"barChart":    "barDir grouping varyColors ser gapWidth axId",
		"ser":         "idx order tx spPr invertIfNegative dLbls cat val",
		"dLbls":       "spPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
		"catAx":       "axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos spPr crossAx crosses auto lblAlgn lblOffset noMultiLvlLbl",
		"valAx":       "axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos crossAx crosses crossBetween",
		"scaling":     "orientation max min",
		"numCache":    "formatCode ptCount pt",
		"strCache":    "ptCount pt",
		"worksheet":   "sheetData",
		"docDefaults": "rPrDefault pPrDefault",
	}
}

func TestElementsAreInTheirOrder(t *testing.T) {
	seen := map[string]bool{}
	for name, content := range unzip(t, written(t, sample)) {
		if !strings.HasSuffix(name, ".xlsx") {
			ordered(t, name, content, seen)
		}
	}
	for parent := range sequences() {
		if !seen[parent] && parent != "worksheet" {
			t.Errorf("no %s was looked at", parent)
		}
	}
}

func ordered(t *testing.T, part, content string, seen map[string]bool) {
	t.Helper()
	type level struct {
		name string
		last int
	}
	stack, d := []level{{}}, xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		switch e := token.(type) {
		case xml.StartElement:
			top := &stack[len(stack)-1]
			if order, ok := sequences()[top.name]; ok {
				seen[top.name] = true
				i := slices.Index(strings.Fields(order), e.Name.Local)
				if i < top.last || i < 0 {
					t.Errorf("%s: %s in %s is out of order", part, e.Name.Local, top.name)
				}
				top.last = i
			}
			stack = append(stack, level{name: e.Name.Local})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}
