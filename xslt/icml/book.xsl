<?xml version="1.0" encoding="UTF-8"?>
<!-- A book, or one document, as ICML, the story that InDesign and InCopy place (IDML File Format Specification 8.0,
     chapter 10). Every paragraph and every marked word has a style by name, with a "TEI " before the names of
     xslt/book/paragraphs.xsl; they have no look, since the publisher's template gives them one. InDesign has one series
     of footnotes: the writer's notes are told from the editors' by the style of their paragraphs. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:book="urn:tei-toolkit:book"
  xmlns:icml="urn:tei-toolkit:icml">

  <xsl:include href="../book/words.xsl"/>
  <xsl:include href="../book/note-marks.xsl"/>
  <xsl:include href="../book/paragraphs.xsl"/>
  <xsl:include href="../book/runs.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:mode name="icml:story" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="node()+">
    <xsl:variable name="paragraphs" as="document-node()">
      <xsl:document><xsl:apply-templates select="/" mode="book:paragraphs"/></xsl:document>
    </xsl:variable>
    <xsl:processing-instruction name="aid">style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)"</xsl:processing-instruction>
    <xsl:processing-instruction name="aid">SnippetType="InCopyInterchange"</xsl:processing-instruction>
    <Document DOMVersion="8.0" Self="document">
      <RootCharacterStyleGroup Self="character-styles">
        <CharacterStyle Self="CharacterStyle/$ID/[No character style]" Name="$ID/[No character style]"/>
        <xsl:for-each select="sort(distinct-values($paragraphs//run/@style))">
          <CharacterStyle Self="CharacterStyle/TEI {.}" Name="TEI {.}"/>
        </xsl:for-each>
      </RootCharacterStyleGroup>
      <RootParagraphStyleGroup Self="paragraph-styles">
        <ParagraphStyle Self="ParagraphStyle/$ID/NormalParagraphStyle" Name="$ID/NormalParagraphStyle"/>
        <xsl:for-each select="sort(distinct-values($paragraphs//paragraph/@style))">
          <ParagraphStyle Self="ParagraphStyle/TEI {.}" Name="TEI {.}"/>
        </xsl:for-each>
      </RootParagraphStyleGroup>
      <Story Self="story" TrackChanges="false" StoryTitle="{*/@title}" AppliedTOCStyle="n" AppliedNamedGrid="n">
        <StoryPreference OpticalMarginAlignment="false" OpticalMarginSize="12"/>
        <xsl:apply-templates select="$paragraphs/*" mode="icml:story"/>
      </Story>
    </Document>
  </xsl:template>

  <xsl:template match="paragraph" mode="icml:story" as="element(ParagraphStyleRange)">
    <ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/TEI {@style}">
      <!-- The sign for the note's own number. -->
      <xsl:if test="parent::note[paragraph[1] is current()]">
        <xsl:sequence select="icml:words((), 'CharacterStyle/$ID/[No character style]', icml:footnote-number())"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <!-- A break ends every paragraph but the last of a story, a note or a cell. -->
      <xsl:if test="exists(following-sibling::*)"><Br/></xsl:if>
    </ParagraphStyleRange>
  </xsl:template>

  <xsl:function name="icml:footnote-number" as="node()+">
    <xsl:processing-instruction name="ACE">4</xsl:processing-instruction>
    <xsl:text>&#x9;</xsl:text>
  </xsl:function>

  <xsl:template match="run" mode="icml:story" as="element(CharacterStyleRange)">
    <xsl:variable name="words" as="node()*"><xsl:apply-templates mode="#current"/></xsl:variable>
    <xsl:sequence select="icml:words(., 'CharacterStyle/' || (@style ! ('TEI ' || .), '$ID/[No character style]')[1], $words)"/>
  </xsl:template>
  <xsl:template match="run/text()" mode="icml:story" as="text()"><xsl:value-of select="book:shown(.)"/></xsl:template>
  <xsl:template match="tab" mode="icml:story" as="text()"><xsl:text>&#x9;</xsl:text></xsl:template>
  <!-- A forced line break. -->
  <xsl:template match="break" mode="icml:story" as="text()"><xsl:text>&#x2028;</xsl:text></xsl:template>

  <xsl:function name="icml:words" as="element(CharacterStyleRange)">
    <xsl:param name="run" as="element(run)?"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="words" as="node()*"/>
    <CharacterStyleRange AppliedCharacterStyle="{$style}">
      <xsl:if test="$run/(@italic | @bold)">
        <xsl:attribute name="FontStyle" select="string-join(('Bold'[$run/@bold], 'Italic'[$run/@italic]), ' ')"/>
      </xsl:if>
      <xsl:if test="$run/@caps"><xsl:attribute name="Capitalization" select="'SmallCaps'"/></xsl:if>
      <xsl:if test="$run/@sup"><xsl:attribute name="Position" select="'Superscript'"/></xsl:if>
      <xsl:if test="$run/@sub"><xsl:attribute name="Position" select="'Subscript'"/></xsl:if>
      <xsl:if test="$run/@underline"><xsl:attribute name="Underline" select="'true'"/></xsl:if>
      <xsl:if test="$run/(@strike, @style[. = 'Deleted'])"><xsl:attribute name="StrikeThru" select="'true'"/></xsl:if>
      <Content><xsl:sequence select="$words"/></Content>
    </CharacterStyleRange>
  </xsl:function>

  <xsl:template match="note" mode="icml:story" as="element(CharacterStyleRange)">
    <CharacterStyleRange AppliedCharacterStyle="CharacterStyle/$ID/[No character style]" Position="Superscript">
      <Footnote><xsl:apply-templates mode="#current"/></Footnote>
    </CharacterStyleRange>
  </xsl:template>

  <xsl:template match="table" mode="icml:story" as="element(ParagraphStyleRange)">
    <ParagraphStyleRange AppliedParagraphStyle="ParagraphStyle/$ID/NormalParagraphStyle">
      <CharacterStyleRange AppliedCharacterStyle="CharacterStyle/$ID/[No character style]">
        <Table Self="table-{count(preceding::table) + 1}" HeaderRowCount="0" FooterRowCount="0"
          BodyRowCount="{count(row)}" ColumnCount="{@columns}">
          <xsl:for-each select="row"><Row Self="{icml:cell(.)}" Name="{position() - 1}"/></xsl:for-each>
          <xsl:for-each select="row[1]/cell"><Column Self="{icml:cell(.)}-column" Name="{position() - 1}"/></xsl:for-each>
          <xsl:for-each select="row/cell">
            <Cell Self="{icml:cell(.)}" Name="{count(preceding-sibling::cell)}:{count(../preceding-sibling::row)}" RowSpan="1" ColumnSpan="1">
              <xsl:apply-templates mode="#current"/>
            </Cell>
          </xsl:for-each>
        </Table>
        <xsl:if test="exists(following-sibling::*)"><Br/></xsl:if>
      </CharacterStyleRange>
    </ParagraphStyleRange>
  </xsl:template>
  <xsl:function name="icml:cell" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="'table-' || (count($part/preceding::table) + 1) || '-'
      || string-join($part/ancestor-or-self::*[self::row or self::cell]/(count(preceding-sibling::*) + 1), '-')"/>
  </xsl:function>
</xsl:stylesheet>
