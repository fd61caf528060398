<?xml version="1.0" encoding="UTF-8"?>
<!-- html:details: what the header says of the document, as terms and descriptions; what it does not say is not there.
     html:citation: how to cite the entry. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="html:details" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="teiHeader" mode="html:details" as="element(h:dl)">
    <dl>
      <xsl:apply-templates mode="#current" select="
        fileDesc/titleStmt/(author | editor | respStmt), profileDesc/creation/date,
        fileDesc/sourceDesc//(msIdentifier | bibl[not(ancestor::bibl)]), profileDesc/langUsage, profileDesc/textClass/keywords,
        fileDesc/publicationStmt, fileDesc/publicationStmt/availability/licence, encodingDesc/appInfo/application,
        encodingDesc/editorialDecl, revisionDesc"/>
      <xsl:sequence select="html:detail(ui:word('identifier'), (following-sibling::text//div[@type = 'entry']/@xml:id)[1] ! string())"/>
    </dl>
  </xsl:template>

  <!-- A term with its description, unless there is nothing to say. -->
  <xsl:function name="html:detail" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="description" as="item()*"/>
    <xsl:if test="normalize-space(string-join($description))">
      <dt><xsl:value-of select="$term"/></dt>
      <dd><xsl:sequence select="$description"/></dd>
    </xsl:if>
  </xsl:function>

  <xsl:template match="titleStmt/author" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('author'), normalize-space(.))"/>
  </xsl:template>
  <xsl:template match="titleStmt/editor" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('edited-by'), normalize-space(.))"/>
  </xsl:template>
  <xsl:template match="titleStmt/respStmt" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(string-join(resp ! normalize-space(.), ', '),
      string-join((name | persName | orgName) ! normalize-space(.), ', '))"/>
  </xsl:template>
  <xsl:template match="creation/date" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('date'), (date:meaning(.)[.], normalize-space(.))[1])"/>
  </xsl:template>
  <xsl:template match="msIdentifier" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('archive'), string-join(* ! normalize-space(.)[.], ', '))"/>
  </xsl:template>
  <xsl:template match="sourceDesc//bibl" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('source'), html:reference(.))"/>
  </xsl:template>
  <xsl:template match="sourceDesc//bibl[@type = 'transcript']" mode="html:details" as="element()*" priority="1">
    <xsl:sequence select="html:detail(ui:word('transcript'), html:reference(.))"/>
  </xsl:template>
  <xsl:template match="langUsage" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('languages'), string-join(language ! (normalize-space(.)[.], string(@ident))[1], ', '))"/>
  </xsl:template>
  <xsl:template match="keywords" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('keywords'), string-join(.//(term | item) ! normalize-space(.), ', '))"/>
  </xsl:template>
  <xsl:template match="publicationStmt" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('publication'),
      string-join((html:imprint(.)[.], date ! normalize-space(.)[.]), ', '))"/>
  </xsl:template>

  <!-- 'Geneva: Lantern Quay Press', in this order, whichever the header has. -->
  <xsl:function name="html:imprint" as="xs:string">
    <xsl:param name="statement" as="element(publicationStmt)?"/>
    <xsl:variable name="places" as="xs:string*" select="$statement/pubPlace ! normalize-space(.)"/>
    <xsl:variable name="houses" as="xs:string*" select="$statement/(publisher | distributor | authority) ! normalize-space(.)"/>
    <xsl:sequence select="string-join((string-join($places, ', '), string-join($houses, ', '))[.], ': ')"/>
  </xsl:function>
  <xsl:template match="licence" mode="html:details" as="element()*">
    <xsl:variable name="name" as="xs:string" select="(normalize-space(.)[.], string(@target))[1]"/>
    <xsl:variable name="address" as="xs:string?" select="html:safe-address(@target)"/>
    <xsl:variable name="licence" as="item()">
      <xsl:choose>
        <xsl:when test="$address"><a rel="license" href="{$address}"><xsl:value-of select="$name"/></a></xsl:when>
        <xsl:otherwise><xsl:sequence select="$name"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="html:detail(ui:word('licence'), $licence)"/>
  </xsl:template>
  <xsl:template match="application" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('encoding'), string-join((normalize-space(label[1]), @version), ' '))"/>
  </xsl:template>
  <xsl:template match="editorialDecl" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('principles'), string-join(.//p ! normalize-space(.), ' '))"/>
  </xsl:template>
  <xsl:template match="revisionDesc" mode="html:details" as="element()*">
    <xsl:sequence select="html:detail(ui:word('changes'),
      string-join(.//change ! string-join((@when ! date:words(.), normalize-space(.)), ': '), '; '))"/>
  </xsl:template>

  <!-- A bibl in one line: its own words, with 'vol.' and 'pp.' where it only gives numbers. -->
  <xsl:function name="html:reference" as="xs:string">
    <xsl:param name="bibl" as="element(bibl)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:apply-templates select="$bibl/node()" mode="html:reference"/>
    </xsl:variable>
    <xsl:sequence select="string-join($parts[normalize-space()] ! normalize-space(.), ', ')"/>
  </xsl:function>
  <xsl:mode name="html:reference" on-no-match="text-only-copy" on-multiple-match="fail"/>
  <xsl:template match="*" mode="html:reference" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>
  <xsl:template match="biblScope[@unit = 'volume']" mode="html:reference" as="xs:string">
    <xsl:sequence select="html:numbered(ui:word('volume'), .)"/>
  </xsl:template>
  <xsl:template match="biblScope[@unit = ('page', 'pages', 'pp')]" mode="html:reference" as="xs:string">
    <xsl:sequence select="html:numbered(ui:word('pages'), .)"/>
  </xsl:template>
  <xsl:function name="html:numbered" as="xs:string">
    <xsl:param name="unit" as="xs:string"/>
    <xsl:param name="scope" as="element()"/>
    <xsl:sequence select="if (matches(normalize-space($scope), '^[\dIVXLC]')) then $unit || '&#160;' || normalize-space($scope)
      else string($scope)"/>
  </xsl:function>

  <!-- Author, ‘title’, in Work, ed. editors (Place: Publisher, year), entry. -->
  <xsl:template match="teiHeader" mode="html:citation" as="element(h:p)">
    <xsl:variable name="statement" as="element()" select="fileDesc/titleStmt"/>
    <xsl:variable name="publication" as="element()?" select="fileDesc/publicationStmt"/>
    <xsl:variable name="editors" as="xs:string*"
      select="$statement/(editor | respStmt[@xml:id != 'tei-toolkit']/(name | persName)) ! normalize-space(.)"/>
    <xsl:variable name="imprint" as="xs:string" select="string-join((
      html:imprint($publication)[.],
      $publication/date ! normalize-space(.)[.]), ', ')"/>
    <p class="citation">
      <xsl:value-of select="$statement/author ! (normalize-space(.) || ', ')" separator=""/>
      <xsl:value-of select="ui:quoted(normalize-space($statement/title[1]))"/>
      <xsl:for-each select="$statement/title[@level = 'm'][normalize-space(.) != normalize-space($statement/title[1])][1]">
        <xsl:value-of select="', ' || ui:word('in') || ' '"/>
        <cite><xsl:value-of select="normalize-space(.)"/></cite>
      </xsl:for-each>
      <xsl:if test="exists($editors)">
        <xsl:value-of select="', ' || ui:word('ed') || ' ' || string-join($editors, ', ')"/>
      </xsl:if>
      <xsl:value-of select="$imprint[.] ! (' (' || . || ')')"/>
      <xsl:value-of select="(following-sibling::text//div[@type = 'entry']/@xml:id)[1] ! (', ' || .)"/>
      <xsl:text>.</xsl:text>
    </p>
  </xsl:template>
  <xsl:mode name="html:citation" on-no-match="fail" on-multiple-match="fail"/>
</xsl:stylesheet>
