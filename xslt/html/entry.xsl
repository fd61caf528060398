<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one entry. The document is a TEI, or a teiCorpus with the versions of one entry.

     page: title, date; previous, next: href and label; versions, one for each TEI: id, title, language,
     tei, text and pdf: addresses of the files, images: n, href, local, service; links: target in the text → address in the site;
     subjects: ids of what it is about; named: id in the register → href (from the top of the site), count: how many entries name it

     data-search says what the search finds in a part of the page: diary, notes, or none of it. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:shell="urn:tei-toolkit:html:shell"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:cite="urn:tei-toolkit:html:citing"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:include href="modules/interface.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/shell.xsl"/>
  <xsl:include href="modules/text.xsl"/>
  <xsl:include href="modules/inline.xsl"/>
  <xsl:include href="modules/described.xsl"/>
  <xsl:include href="modules/readings.xsl"/>
  <xsl:include href="modules/fitting.xsl"/>
  <xsl:include href="modules/names.xsl"/>
  <xsl:include href="modules/register-names.xsl"/>
  <xsl:include href="modules/life.xsl"/>
  <xsl:include href="modules/cards.xsl"/>
  <xsl:include href="modules/subjects.xsl"/>
  <xsl:include href="modules/pages.xsl"/>
  <xsl:include href="modules/images.xsl"/>
  <xsl:include href="modules/alignment.xsl"/>
  <xsl:include href="modules/zones.xsl"/>
  <xsl:include href="modules/viewer.xsl"/>
  <xsl:include href="modules/panes.xsl"/>
  <xsl:include href="modules/notes.xsl"/>
  <xsl:include href="../common/notes.xsl"/>
  <xsl:include href="modules/details.xsl"/>
  <xsl:include href="modules/citing.xsl"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:variable name="versions" as="element()+" select="TEI, teiCorpus/TEI"/>
    <xsl:variable name="title" as="xs:string" select="html:entry-title($versions[1])"/>
    <xsl:variable name="alignment" as="map(*)" select="html:alignment($versions)"/>
    <xsl:variable name="viewer" as="element(h:section)?" select="html:viewer($versions)"/>
    <xsl:call-template name="shell:page">
      <xsl:with-param name="kind" select="'entry'"/>
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="description" select="html:first-words($versions[1])"/>
      <xsl:with-param name="languages" select="$versions ! html:language-of(.)"/>
      <xsl:with-param name="links" select="html:relation('previous'), html:relation('next'), cite:tags()"/>
      <xsl:with-param name="main" as="element()*">
        <xsl:sequence select="html:neighbours('top')"/>
        <h1><xsl:value-of select="$title"/></h1>
        <xsl:sequence select="html:panes($versions, exists($viewer))"/>
        <div class="{'versions', 'aligned'[html:in-rows($versions[1], $alignment)]}" data-count="{count($versions)}">
          <xsl:apply-templates select="$versions">
            <xsl:with-param name="alignment" select="$alignment" tunnel="yes"/>
          </xsl:apply-templates>
          <xsl:sequence select="$viewer"/>
        </div>
        <xsl:call-template name="html:after-the-text">
          <xsl:with-param name="versions" select="$versions"/>
        </xsl:call-template>
        <xsl:sequence select="html:subjects()"/>
        <xsl:sequence select="html:cards($versions)"/>
        <xsl:call-template name="html:about-the-entry">
          <xsl:with-param name="versions" select="$versions"/>
          <xsl:with-param name="alignment" select="$alignment"/>
        </xsl:call-template>
        <xsl:sequence select="html:neighbours('bottom')"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Empty, for editions: what stands between the text and what is said about it. -->
  <xsl:template name="html:after-the-text" as="element()*">
    <xsl:context-item use="absent"/>
    <xsl:param name="versions" as="element(TEI)+"/>
  </xsl:template>

  <!-- The full date in the interface's language; for an entry without one, what it is called. -->
  <xsl:function name="html:entry-title" as="xs:string">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:variable name="day" as="xs:string?" select="($page?date[.], $document//text//div[@type = 'entry'][1]/head[1]//date/@when,
      $document/teiHeader/profileDesc/creation/date/@when)[1] ! string()"/>
    <xsl:sequence select="(
      $day ! date:words(.),
      $page?title[.],
      ($document//text//(div | body)/head)[1] ! normalize-space(.),
      normalize-space(($document/teiHeader//titleStmt/title)[1]), ui:word('undated'))[normalize-space()][1]"/>
  </xsl:function>

  <!-- The diarist's first words, without notes. -->
  <xsl:function name="html:first-words" as="xs:string">
    <xsl:param name="version" as="element(TEI)"/>
    <xsl:variable name="paragraphs" as="element()*" select="html:paragraphs($version)"/>
    <xsl:sequence select="string-join($paragraphs[position() le 5] ! string-join(.//text()[not(ancestor::note)]), ' ')"/>
  </xsl:function>

  <!-- One version: its text, its notes, its page images. A second one's ids bear its name. -->
  <xsl:template match="TEI" as="element(h:article)">
    <xsl:param name="alignment" as="map(*)" tunnel="yes"/>
    <xsl:variable name="version" as="map(*)?" select="html:version(.)"/>
    <xsl:variable name="prefix" as="xs:string"
      select="if (preceding-sibling::TEI) then ($version?id, 'version')[1] || '-' else ''"/>
    <xsl:variable name="article" as="element(h:article)">
      <!-- Alone on its page it has its notes beside it, from the first moment on. -->
      <xsl:variable name="alone" as="xs:boolean" select="not($css or preceding-sibling::TEI or following-sibling::TEI)"/>
      <article class="{'version', 'side-notes'[$alone]}" data-search="diary" data-version="{($version?id, 'version')[1]}">
        <xsl:sequence select="ui:in-language(html:language-of(.), $site?language)"/>
        <xsl:for-each select="(teiHeader//biblScope[@unit = ('page', 'pages', 'pp')]
          ! (@from, tokenize(., '\P{Nd}+')[.])[1])[1]"><xsl:attribute name="data-page" select="."/></xsl:for-each>
        <xsl:if test="exists(preceding-sibling::TEI | following-sibling::TEI)">
          <p class="version-title" data-search="none">
            <xsl:sequence select="ui:in-language($site?language, html:language-of(.))"/>
            <xsl:value-of select="$version?title"/>
          </p>
        </xsl:if>
        <div class="text">
          <xsl:choose>
            <xsl:when test="html:in-rows(., $alignment)">
              <xsl:for-each select="text">
                <xsl:call-template name="html:text-in-rows">
                  <xsl:with-param name="prefix" select="$prefix" tunnel="yes"/>
                </xsl:call-template>
              </xsl:for-each>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="text" mode="html:text">
                <xsl:with-param name="prefix" select="$prefix" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:otherwise>
          </xsl:choose>
        </div>
        <xsl:call-template name="html:endnotes">
          <xsl:with-param name="prefix" select="$prefix" tunnel="yes"/>
        </xsl:call-template>
        <xsl:apply-templates select="." mode="html:images"/>
        <xsl:apply-templates select="text" mode="note:popovers">
          <xsl:with-param name="prefix" select="$prefix" tunnel="yes"/>
        </xsl:apply-templates>
      </article>
    </xsl:variable>
    <xsl:sequence select="html:fitted($article)"/>
  </xsl:template>

  <xsl:template name="html:endnotes" as="element(h:section)?">
    <xsl:context-item as="element(TEI)" use="required"/>
    <xsl:variable name="notes" as="element(h:li)*">
      <xsl:apply-templates select="text" mode="note:list"/>
    </xsl:variable>
    <xsl:if test="exists($notes)">
      <section class="notes" data-search="notes">
        <h2>
          <xsl:sequence select="ui:in-language($site?language, html:language-of(.))"/>
          <xsl:value-of select="ui:word('notes')"/></h2>
        <ol><xsl:sequence select="$notes"/></ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="html:about-the-entry" as="element(h:section)">
    <xsl:context-item use="absent"/>
    <xsl:param name="versions" as="element(TEI)+"/>
    <xsl:param name="alignment" as="map(*)"/>
    <section class="about-entry">
      <details>
        <summary><xsl:value-of select="ui:word('details')"/></summary>
        <xsl:sequence select="html:alignment-said($alignment)"/>
        <xsl:for-each select="$versions">
          <xsl:if test="count($versions) > 1"><h3><xsl:value-of select="html:version(.)?title"/></h3></xsl:if>
          <xsl:apply-templates select="teiHeader" mode="html:details"/>
        </xsl:for-each>
      </details>
      <h2><xsl:value-of select="ui:word('cite')"/></h2>
      <xsl:sequence select="cite:panel()"/>
      <xsl:if test="empty($page?cite)"><xsl:apply-templates select="$versions[1]/teiHeader" mode="html:citation"/></xsl:if>
      <xsl:where-populated>
        <p class="downloads">
          <xsl:for-each select="$page?versions?*">
            <xsl:if test="position() > 1"><xsl:text> · </xsl:text></xsl:if>
            <a href="{?tei}" download="download">
              <xsl:value-of select="ui:word('tei'), (?title ! ('(' || . || ')'))[count($versions) > 1]"/>
            </a>
            <xsl:for-each select="?text">
              <xsl:text>, </xsl:text>
              <a href="{.}" download="download"><xsl:value-of select="ui:word('text')"/></a>
            </xsl:for-each>
            <xsl:for-each select="?pdf">
              <xsl:text>, </xsl:text>
              <a href="{.}" download="download">PDF</a>
            </xsl:for-each>
          </xsl:for-each>
        </p>
      </xsl:where-populated>
    </section>
  </xsl:template>

  <xsl:function name="html:neighbours" as="element(h:nav)?">
    <xsl:param name="place" as="xs:string"/>
    <xsl:if test="exists(($page?previous, $page?next))">
      <!-- Landmarks of one page have different names. -->
      <nav class="neighbours {$place}" aria-label="{if ($place = 'top') then ui:word('entry-navigation')
        else ui:word('previous') || ', ' || ui:word('next')}">
        <xsl:sequence select="html:neighbour('previous'), html:neighbour('next')"/>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:neighbour" as="element(h:a)?">
    <xsl:param name="side" as="xs:string"/>
    <xsl:for-each select="$page($side)">
      <a class="{$side}" rel="{if ($side = 'previous') then 'prev' else 'next'}" href="{?href}" title="{ui:word($side)}">
        <xsl:value-of select="(?date[. castable as xs:date] ! date:short(xs:date(.)), ?label)[1]"/>
      </a>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:relation" as="element(h:link)?">
    <xsl:param name="side" as="xs:string"/>
    <xsl:for-each select="$page($side)">
      <link rel="{if ($side = 'previous') then 'prev' else 'next'}" href="{?href}"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>
