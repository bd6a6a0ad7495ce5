package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// bars are a chart of rows of a sheet: a bar, or one beside the other, for each.
type bars struct {
	sheet       string
	head, lines int    // row of the columns' titles, and how many rows follow
	labels      string // column of what is counted
	series      []barSeries
	title, unit string
	high        int // in rows of 20 pixels
}

type barSeries struct{ column, colour string }

func (c bars) ref(column string) string {
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", c.sheet, column, c.head+1, column, c.head+c.lines)
}

func (c bars) drawn() []excelize.ChartSeries {
	var all []excelize.ChartSeries
	for _, s := range c.series {
		all = append(all, excelize.ChartSeries{Name: fmt.Sprintf("'%s'!$%s$%d", c.sheet, s.column, c.head),
			Categories: c.ref(c.labels), Values: c.ref(s.column),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.colour}}})
	}
	return all
}

// bars draws a chart; the first row is on top. Several series need a legend.
func (b book) bars(at string, c bars) error {
	gap, legend := uint(60), "none"
	if len(c.series) > 1 {
		legend = "top"
	}
	font := excelize.Font{Family: b.looks.fonts.Body, Size: 10, Color: "000000"}
	return b.f.AddChart(c.sheet, at, &excelize.Chart{Type: excelize.Bar, Series: c.drawn(),
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title + c.unit, Font: &excelize.Font{Family: b.looks.fonts.Heading, Size: 12}}}},
		Legend:    excelize.ChartLegend{Position: legend},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: font},
		YAxis:     excelize.ChartAxis{None: true},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true},
		GapWidth:  &gap,
		Dimension: excelize.ChartDimension{Width: 620, Height: uint(20 * c.high)},
		Format:    excelize.GraphicOptions{AltText: c.title},
	})
}
