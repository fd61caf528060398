<?xml version="1.0" encoding="UTF-8"?>
<!-- The bar above the versions: which of them are shown, and how. It works by scripts, and is hidden until these run; but
     it is in the page from the start, so that nothing moves when they do. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="html:panes" as="element(h:div)*">
    <xsl:param name="versions" as="element(TEI)+"/>
    <xsl:param name="with-image" as="xs:boolean"/>
    <xsl:variable name="turns" as="xs:boolean" select="some $version in $versions satisfies html:has-pages($version)"/>
    <xsl:if test="exists($site?pages)">
      <xsl:where-populated>
        <div class="panes by-script" role="group" aria-label="{ui:word('panes')}">
          <xsl:sequence select="
            $versions[count($versions) > 1] ! html:switch('pane', string(html:version(.)?id), html:version(.)?title, true()),
            html:switch('pane', 'image', ui:word('page-image'), false())[$with-image],
            html:switch('way', 'paged', ui:word('page-view'), false())[$turns],
            html:switch('way', 'diplomatic', ui:word('as-written'), false())[exists($versions/text//(ex | supplied | choice))]"/>
        </div>
      </xsl:where-populated>
      <xsl:if test="$turns">
        <div class="leaf-turns" hidden="hidden" data-page="{ui:word('page')}" data-before="{ui:word('before-page')}">
          <button type="button" aria-label="{ui:word('page-previous')}">‹</button>
          <output/>
          <button type="button" aria-label="{ui:word('page-next')}">›</button>
        </div>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:switch" as="element(h:button)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="on" as="xs:boolean"/>
    <button type="button" aria-pressed="{$on}">
      <xsl:attribute name="data-{$kind}" select="$name"/>
      <xsl:value-of select="$words"/>
    </button>
  </xsl:function>

  <!-- There is a turn with words before it, the heading aside. -->
  <xsl:function name="html:has-pages" as="xs:boolean">
    <xsl:param name="version" as="element(TEI)"/>
    <xsl:variable name="words" as="text()?" select="($version/text//text()[normalize-space()][not(ancestor::head)])[1]"/>
    <xsl:sequence select="exists($version/text//pb[@n][. >> $words])"/>
  </xsl:function>
</xsl:stylesheet>
