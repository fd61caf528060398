<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text: the text of an entry as HTML. The blocks are here; what stands within a line is in its own modules.
     An element for which there is no rule stops the page with its name, so that nothing is flattened unseen.

     Tunnel parameters: prefix (before every id, where a page shows several versions of an entry),
     ids (false in a second copy of a text, such as a note that pops up), link (false inside a link). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:mode name="html:text" on-no-match="fail" on-multiple-match="fail" use-accumulators="#all"/>

  <xsl:template match="text()" mode="html:text" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="html:text" as="empty-sequence()"/>

  <xsl:template match="text | body | front | back | group" mode="html:text" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | floatingText | postscript" mode="html:text" as="element(h:div)">
    <div class="{local-name()}">
      <xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- xml:lang where the text changes its language: the browser hyphenates, reads and turns by it. -->
  <xsl:mode name="html:language" on-no-match="deep-skip" on-multiple-match="fail"/>
  <xsl:template match="@xml:lang" mode="html:language" as="attribute()*">
    <xsl:sequence select="ui:in-language(., html:language-around(..))"/>
  </xsl:template>

  <!-- The language that is in force around an element, as far as the page says it. -->
  <xsl:function name="html:language-around" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/ancestor::*[@xml:lang][not(self::TEI or self::teiCorpus or self::text or self::body)][1]/@xml:lang,
      $element/ancestor::TEI[1] ! html:language-of(.))[1])"/>
  </xsl:function>

  <!-- The language of a version. -->
  <xsl:function name="html:language-of" as="xs:string">
    <xsl:param name="document" as="element(TEI)"/>
    <xsl:sequence select="string(($document/@xml:lang, html:version($document)?language, $document/teiHeader//language/@ident, 'und')[1])"/>
  </xsl:function>

  <xsl:template match="head" mode="html:text" as="element(h:p)">
    <p class="head"><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></p>
  </xsl:template>
  <xsl:template match="div[@type = 'entry']/head" mode="html:text" as="element(h:h2)">
    <h2><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></h2>
  </xsl:template>
  <xsl:template match="div//div/head" mode="html:text" as="element(h:h3)" priority="1">
    <h3><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></h3>
  </xsl:template>

  <!-- HTML's p cannot hold a list or a quotation of several lines: such a paragraph is a div. -->
  <xsl:template match="p | ab" mode="html:text" as="element()">
    <xsl:param name="prefix" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="ids" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:param name="alignment" as="map(*)" select="map{}" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string" select="$prefix || 'p' || accumulator-before('paragraph')"/>
    <xsl:element name="{if (html:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:attribute name="class" select="'p', @rend[. = ('right', 'center', 'heading')]" separator=" "/>
      <xsl:if test="$ids and html:counted(.)"><xsl:attribute name="id" select="$id"/></xsl:if>
      <xsl:for-each select="$alignment?rows[exists(.)](generate-id(current()))"><xsl:attribute name="data-row" select="."/></xsl:for-each>
      <xsl:sequence select="html:zone(.)"/>
      <xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="$ids and html:counted(.)">
        <a class="permalink" href="#{$id}" aria-label="{ui:word('paragraph-link')} {accumulator-before('paragraph')}"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- The number of the paragraph in the entry; those of notes that stand in a line are not counted. -->
  <xsl:accumulator name="paragraph" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="TEI" select="0"/>
    <xsl:accumulator-rule match="p | ab" select="if (html:counted(.)) then $value + 1 else $value"/>
  </xsl:accumulator>

  <xsl:function name="html:counted" as="xs:boolean">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="empty($paragraph/ancestor::note[note:numbered(.)]) and exists($paragraph/ancestor::text)"/>
  </xsl:function>

  <xsl:function name="html:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/descendant::*[self::list or self::lg or self::figure or self::table
      or self::floatingText or self::ab or self::p or self::sp or self::quote[html:is-block(.)] or self::q[html:is-block(.)]
      or self::cit or self::note[not(note:numbered(.))][p]][empty(ancestor::note[note:numbered(.)] except $element/ancestor::note)])"/>
  </xsl:function>

  <xsl:function name="html:is-block" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="exists($quotation/(p | lg | l | list | quote | bibl | parent::body | parent::div | parent::cit
      | parent::note[not(note:numbered(.))]))"/>
  </xsl:function>

  <xsl:template match="quote | q | said | cit" mode="html:text" as="element()">
    <xsl:element name="{if (html:is-block(.) or self::cit) then 'blockquote' else 'span'}">
      <xsl:attribute name="class" select="'quote'"/>
      <xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="list" mode="html:text" as="element()+">
    <xsl:apply-templates select="head" mode="#current"/>
    <xsl:element name="{if (html:is-numbered(.)) then 'ol' else 'ul'}">
      <xsl:apply-templates select="* except head" mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="list[label]" mode="html:text" as="element()+" priority="1">
    <xsl:apply-templates select="head" mode="#current"/>
    <dl><xsl:apply-templates select="* except head" mode="#current"/></dl>
  </xsl:template>
  <xsl:function name="html:is-numbered" as="xs:boolean">
    <xsl:param name="list" as="element(list)"/>
    <xsl:sequence select="($list/(@rend, @type, @rendition) ! tokenize(.)) = ('ordered', 'numbered', '#ol')
      or (exists($list/item) and (every $item in $list/item satisfies html:is-number($item/@n)))"/>
  </xsl:function>
  <xsl:function name="html:is-number" as="xs:boolean">
    <xsl:param name="n" as="attribute(n)?"/>
    <xsl:sequence select="matches($n, '^\d{1,6}[.)]?$')"/>
  </xsl:function>
  <!-- An item has the number that the source gave it; one that is no plain number is shown as it stands. -->
  <xsl:template match="item" mode="html:text" as="element(h:li)">
    <li>
      <xsl:choose>
        <xsl:when test="html:is-number(@n) and html:is-numbered(..)">
          <xsl:attribute name="value" select="translate(@n, '.)', '')"/>
        </xsl:when>
        <xsl:when test="normalize-space(@n)"><xsl:attribute name="data-n" select="@n"/></xsl:when>
      </xsl:choose>
      <xsl:apply-templates mode="#current"/>
    </li>
  </xsl:template>
  <xsl:template match="list/label" mode="html:text" as="element(h:dt)" priority="1">
    <dt><xsl:apply-templates mode="#current"/></dt>
  </xsl:template>
  <xsl:template match="list[label]/item" mode="html:text" as="element(h:dd)" priority="1">
    <dd><xsl:apply-templates mode="#current"/></dd>
  </xsl:template>
  <!-- What else stands between the items, such as a description, is one of them to HTML. -->
  <xsl:template match="list/*[not(self::item or self::label or self::head or self::pb)]" mode="html:text" as="element()?" priority="3.5">
    <xsl:variable name="content" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:if test="$content/self::* or normalize-space(string-join($content))">
      <xsl:element name="{if (../label) then 'dd' else 'li'}"><xsl:sequence select="$content"/></xsl:element>
    </xsl:if>
  </xsl:template>
  <!-- A page may turn between two items, where HTML has no place for it but an item's. -->
  <xsl:template match="list/pb" mode="html:text" as="element()" priority="2">
    <xsl:element name="{if (../label) then 'dd' else 'li'}">
      <xsl:attribute name="class" select="'between'"/>
      <xsl:next-match/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="lg" mode="html:text" as="element(h:div)">
    <div class="lg"><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></div>
  </xsl:template>
  <xsl:template match="l" mode="html:text" as="element(h:span)">
    <span class="l"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="dateline | opener | closer | salute | signed | byline | trailer | argument | epigraph | address"
    mode="html:text" as="element(h:div)">
    <div class="{local-name()}"><xsl:apply-templates mode="#current"/></div>
  </xsl:template>
  <xsl:template match="*[self::opener or self::closer or self::signed or self::address]//addrLine" mode="html:text" as="element(h:div)">
    <div class="addrLine"><xsl:apply-templates mode="#current"/></div>
  </xsl:template>
  <xsl:template match="p//*[self::salute or self::signed or self::dateline]" mode="html:text" as="element(h:span)" priority="1">
    <span class="{local-name()}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="table" mode="html:text" as="element()+">
    <xsl:apply-templates select="head | pb" mode="#current"/>
    <!-- A table wider than its column is scrolled, by keyboard too. -->
    <div class="wide" role="group" tabindex="0" aria-label="{ui:word('table')}">
      <table>
        <xsl:apply-templates select="row" mode="#current"/>
      </table>
    </div>
  </xsl:template>
  <xsl:template match="row" mode="html:text" as="element(h:tr)">
    <tr><xsl:apply-templates select="cell" mode="#current"/></tr>
  </xsl:template>
  <xsl:template match="cell" mode="html:text" as="element()">
    <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}">
      <!-- HTML knows no cell of more than a thousand columns. -->
      <xsl:if test="matches(@cols, '^[1-9]\d{0,2}$')"><xsl:attribute name="colspan" select="@cols"/></xsl:if>
      <xsl:if test="matches(@rows, '^[1-9]\d{0,2}$')"><xsl:attribute name="rowspan" select="@rows"/></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The address of a picture comes from the data, so it is described, not fetched. -->
  <xsl:template match="figure" mode="html:text" as="element(h:div)">
    <div class="figure" role="figure">
      <p class="figure-mark"><xsl:value-of select="ui:word('figure')"/></p>
      <xsl:apply-templates select="* except graphic" mode="#current"/>
    </div>
  </xsl:template>
  <xsl:template match="figDesc" mode="html:text" as="element(h:p)">
    <p class="figDesc"><xsl:apply-templates mode="#current"/></p>
  </xsl:template>
  <xsl:template match="graphic" mode="html:text" as="element(h:span)">
    <span class="figure-mark">[<xsl:value-of select="ui:word('figure')"/>]</span>
  </xsl:template>

  <xsl:template match="milestone[@unit = ('section', 'absent', 'separator')] | space[@dim = 'vertical']" mode="html:text"
    as="element(h:div)">
    <div class="separator" role="separator"/>
  </xsl:template>
</xsl:stylesheet>
