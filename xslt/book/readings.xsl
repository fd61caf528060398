<?xml version="1.0" encoding="UTF-8"?>
<!-- What editors do to a text. The signs for it are the template's (signs.typ). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:tree="urn:tei-toolkit:book"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="ex | supplied | del | add | unclear | sic" mode="tree:node" as="map(*)">
    <xsl:sequence select="tree:node(local-name(), .)"/>
  </xsl:template>
  <!-- Where the transcript's own [?] or [sic] follows, no second sign is called for. -->
  <xsl:template match="unclear[note:has-sign(.)] | sic[note:has-sign(.)] | choice/sic | choice/unclear" mode="tree:node" as="item()*" priority="1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="gap" mode="tree:node" as="map(*)">
    <xsl:variable name="extent" as="xs:string?" select="
      if (@quantity and @unit) then @quantity || ' ' || @unit || 's'[current()/@quantity != '1'] else @extent ! string()"/>
    <xsl:variable name="reason" as="xs:string?" select="tokenize(@reason)[1][not(. = ('ellipsis', 'sampling'))]"/>
    <xsl:sequence select="map { 't': 'gap',
      'words': (normalize-space(desc[1])[.], string-join(($extent, $reason), ' ')[.], '…')[1] }"/>
  </xsl:template>

  <!-- The editor's reading is printed; the source's goes into a footnote if it says anything else. -->
  <xsl:template match="choice | app" mode="tree:node" as="item()*">
    <xsl:variable name="read" as="element()?" select="(expan, corr, reg, lem, *)[1]"/>
    <xsl:variable name="written" as="element()*" select="sic | orig | rdg except $read"/>
    <xsl:variable name="reading" as="item()*"><xsl:apply-templates select="$read" mode="#current"/></xsl:variable>
    <xsl:sequence select="
      if (empty($written)) then $reading
      else map { 't': 'reading', 'of': array { $reading }, 'note': empty(ancestor::note[tree:in-line(.)] | ancestor::head),
        'written': array { $written ! normalize-space() } }"/>
  </xsl:template>
</xsl:stylesheet>
