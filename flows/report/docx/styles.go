package docx

// styles is the part with all styles. Normal is the body without its indent,
// so that what is typed in later looks like the rest.
func styles(f Fonts) string {
	normal := look{font: f.Body, half: 32, jc: "both", line: pitch}
	x := head + `<w:styles ` + namespaceW + `><w:docDefaults><w:rPrDefault><w:rPr>` + normal.run(f, false) +
		`<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>` +
		normal.paragraph() + `</w:pPr></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>` +
		`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`
	for _, l := range looks(f) {
		x += l.xml(f)
	}
	return x + `</w:styles>`
}

// settings has pages of even number mirror their page number (ECMA-376
// 17.10.1), line breaks not stretch a justified line, and Word not fall into
// its compatibility mode.
func settings() string {
	return head + `<w:settings ` + namespaceW + `><w:zoom w:percent="100"/><w:defaultTabStop w:val="640"/>` +
		`<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
		`<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" ` +
		`w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`
}
