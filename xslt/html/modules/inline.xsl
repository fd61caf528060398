<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text within a line: emphasis, languages, dates, titles, lines, links. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:date="urn:tei-toolkit:dates"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <!-- What is highlighted may look several ways at once: the first for which HTML has an element is the element,
       the others are its classes. -->
  <xsl:template match="hi | emph" mode="html:text" as="element()">
    <xsl:variable name="looks" as="xs:string*" select="html:looks(.)"/>
    <xsl:variable name="name" as="xs:string" select="($looks[. = ('sup', 'sub', 's', 'b', 'em')], 'span'[exists($looks)], 'em')[1]"/>
    <xsl:element name="{$name}">
      <xsl:where-populated>
        <xsl:attribute name="class" select="$looks[. != $name]" separator=" "/>
      </xsl:where-populated>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The looks that @rend, @rendition or @style ask for; raised and lowered letters come first. -->
  <xsl:function name="html:looks" as="xs:string*">
    <xsl:param name="hi" as="element()"/>
    <xsl:variable name="asked" as="xs:string" select="lower-case(string-join($hi/(@rend | @rendition | @style), ' '))"/>
    <xsl:sequence select="
      'sup'[matches($asked, 'sup')], 'sub'[matches($asked, 'sub')],
      's'[matches($asked, 'strike|line-through|struck')], 'b'[matches($asked, 'bold')],
      'em'[matches($asked, 'ital')], 'underlined'[matches($asked, 'underlin')],
      'smallcaps'[matches($asked, 'small-?caps')], 'allcaps'[matches($asked, 'all-?caps|uppercase')],
      'spaced'[matches($asked, 'spaced|letter-spacing')]"/>
  </xsl:function>

  <xsl:template match="foreign | distinct" mode="html:text" as="element(h:i)">
    <i class="foreign"><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></i>
  </xsl:template>

  <xsl:template match="date | time" mode="html:text" as="element()">
    <xsl:variable name="meaning" as="xs:string" select="date:meaning(.)"/>
    <xsl:element name="{if (date:is-machine-readable(@when)) then 'time' else 'span'}">
      <xsl:attribute name="class" select="'date'"/>
      <xsl:if test="date:is-machine-readable(@when)"><xsl:attribute name="datetime" select="@when"/></xsl:if>
      <xsl:if test="$meaning">
        <xsl:attribute name="title" select="string-join(($meaning, html:doubt(.)), ' · ')"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="date:is-machine-readable" as="xs:boolean">
    <xsl:param name="when" as="attribute()?"/>
    <xsl:sequence select="$when castable as xs:date or $when castable as xs:gYearMonth
      or matches($when, '^\d{4}$')"/>
  </xsl:function>

  <!-- Who says so, and how surely: machine and editor are told apart. -->
  <xsl:function name="html:doubt" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      $element[@cert = ('low', 'medium', 'unknown')] ! ui:word('uncertain'),
      $element[@resp = '#tei-toolkit'] ! ui:word('by-program')"/>
  </xsl:function>

  <xsl:template match="title" mode="html:text" as="element()">
    <cite><xsl:apply-templates select="@xml:lang" mode="html:language"/><xsl:apply-templates mode="#current"/></cite>
  </xsl:template>
  <xsl:template match="title[@level = 'a']" mode="html:text" as="element()" priority="1">
    <span class="article-title"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <!-- Elements that say what something is without asking to look different. -->
  <xsl:template match="bibl | author | editor | publisher | pubPlace | biblScope | citedRange | idno | num | measure | unit
    | seg | s | w | pc | c | phr | soCalled | term | gloss | mentioned | label | forename | surname | roleName | genName
    | addName | nameLink | settlement | country | region | geogName | district | bloc | addrLine | street | postCode
    | anchor | offset | stage | speaker | mod | metamark | handShift | desc | series | edition | textLang | respStmt | resp"
    mode="html:text" as="element(h:span)">
    <span class="{local-name()}"><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="bibl[parent::div or parent::body or parent::cit or parent::listBibl]" mode="html:text" as="element(h:p)" priority="1">
    <p class="bibl"><xsl:apply-templates mode="#current"/></p>
  </xsl:template>

  <!-- What runs above and below the text of each page belongs to the page, not to the text. -->
  <xsl:template match="fw" mode="html:text" as="empty-sequence()"/>

  <!-- Lines of prose are not kept in a reading text; a space stands for the turn, unless a word goes on. A line that
       the writer broke on purpose is kept. -->
  <xsl:template match="lb" mode="html:text" as="text()?">
    <xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template match="cb | milestone" mode="html:text" as="empty-sequence()"/>
  <xsl:template match="lb[tokenize(@rend) = ('hard', 'break', 'newline')]
    | (l | opener | closer | signed | address | head | cell | dateline | salute)/lb" mode="html:text"
    as="element(h:br)" priority="1">
    <br/>
  </xsl:template>
  <xsl:template match="lb[@break = 'no']" mode="html:text" as="empty-sequence()" priority="2"/>

  <xsl:template match="space" mode="html:text" as="element(h:span)">
    <span class="space" title="{ui:word('space')}"/>
  </xsl:template>

  <!-- Only http, https and mail lead out, and only to entries of this edition within it: anything else that the data
       calls a target stays plain text. -->
  <xsl:template match="ref" mode="html:text" as="element()">
    <xsl:param name="link" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string?" select="html:safe-address(@target)"/>
    <xsl:element name="{if ($link and $address) then 'a' else 'span'}">
      <xsl:if test="$link and $address"><xsl:attribute name="href" select="$address"/></xsl:if>
      <xsl:attribute name="class" select="'ref'"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="link" select="$link and not($address)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>
  <xsl:template match="ptr" mode="html:text" as="element(h:span)">
    <span class="ptr">
      <xsl:for-each select="html:safe-address(@target)"><a href="{.}"><xsl:value-of select="."/></a></xsl:for-each>
    </span>
  </xsl:template>

  <xsl:function name="html:safe-address" as="xs:string?">
    <xsl:param name="target" as="attribute(target)?"/>
    <xsl:sequence select="
      if (empty($target)) then ()
      else if (matches($target, '^(https?://|mailto:)[^\s&lt;&gt;&quot;]+$')) then string($target)
      else $page?links[exists(.)] ! .(string($target))"/>
  </xsl:function>
</xsl:stylesheet>
