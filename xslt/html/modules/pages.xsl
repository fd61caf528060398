<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text of page breaks: the number in the margin, leading to the image of the page where there is one. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="page-break" match="pb" use="@n"/>

  <xsl:template match="pb" mode="html:text" as="element()">
    <xsl:param name="prefix" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="ids" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:param name="link" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:variable name="image" as="map(*)?" select="$link[.] ! html:image(current())"/>
    <xsl:element name="{if (exists($image)) then 'a' else 'span'}">
      <xsl:attribute name="class" select="'pb'"/>
      <xsl:attribute name="data-n" select="@n"/>
      <!-- Two pages may bear one number; only the first can be a link's end. -->
      <xsl:if test="$ids and @n and key('page-break', @n, ancestor::TEI)[1] is .">
        <xsl:attribute name="id" select="$prefix || 'page-' || translate(@n, ' &#9;&#10;&#13;', '_')"/>
      </xsl:if>
      <xsl:for-each select="$image"><xsl:attribute name="href" select="?href"/></xsl:for-each>
      <xsl:for-each select="$image?service"><xsl:attribute name="data-iiif" select="."/></xsl:for-each>
      <xsl:if test="empty($image)"><xsl:attribute name="role" select="'separator'"/></xsl:if>
      <xsl:attribute name="aria-label" select="ui:word('page'), @n"/>
      <xsl:attribute name="title" select="ui:word(if (exists($image)) then 'page-image' else 'page'), @n"/>
    </xsl:element>
  </xsl:template>

  <!-- Where no page is named (a word processor turned its own page there) there is nothing to show. -->
  <xsl:template match="pb[not(@n)]" mode="html:text" as="empty-sequence()" priority="3"/>

  <!-- But in the midst of words the turn still parts them. -->
  <xsl:template match="pb[not(@n)][@rend = 'hard'][not(@break = 'no')][../text()[normalize-space()]]" mode="html:text"
    as="text()" priority="4">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Between paragraphs it gets a box without height, so that no empty line appears. -->
  <xsl:template match="body/pb | div/pb | table/pb | note[p]/pb | lg/pb | quote[p]/pb" mode="html:text" as="element(h:div)" priority="1">
    <div class="between"><xsl:next-match/></div>
  </xsl:template>

  <!-- "page" lists the versions in the order of the documents; each knows its images by number. -->
  <xsl:function name="html:version" as="map(*)?">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="position" as="xs:integer" select="count($node/ancestor-or-self::TEI/preceding-sibling::TEI) + 1"/>
    <xsl:sequence select="$page?versions[exists(.)] ! .($position)"/>
  </xsl:function>

  <xsl:function name="html:image" as="map(*)?">
    <xsl:param name="break" as="element(pb)"/>
    <xsl:sequence select="(html:version($break)?images?*[?n = $break/@n], $break[@n][@facs] ! html:image-by-facs(.))[1]"/>
  </xsl:function>

  <!-- The images of a version: small, each leading to itself in full. -->
  <xsl:template match="TEI" mode="html:images" as="element(h:section)?">
    <xsl:variable name="images" as="map(*)*" select="html:images-of(.)"/>
    <xsl:if test="exists($images)">
      <section class="images" data-search="none" aria-label="{ui:word('page-images')}">
        <ul>
          <xsl:for-each select="$images">
            <li>
              <a href="{?href}" title="{ui:word('page-image')} {?n}">
                <xsl:for-each select="?service"><xsl:attribute name="data-iiif" select="."/></xsl:for-each>
                <xsl:if test="?local or exists(?service)">
                  <!-- Of an image on a server a small one is asked for, twice as wide as it is shown. -->
                  <img src="{if (?local) then ?href else ?service || '/full/240,/0/default.jpg'}" alt="{ui:word('page-image')} {?n}" loading="lazy" width="120" height="160"/>
                </xsl:if>
                <span><xsl:value-of select="ui:word('page'), ?n"/></span>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:mode name="html:images" on-no-match="fail" on-multiple-match="fail"/>
</xsl:stylesheet>
