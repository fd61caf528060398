<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes. One that stands in a line becomes a number; its text pops up there (the popover interface of HTML: no
     script, works from the keyboard) and stands among the notes at the end. One that stands between paragraphs is set off
     as an aside, with the notes inside it at its own foot. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:function name="note:id" as="xs:string">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$prefix || $kind || '-' || $note/accumulator-before('note')"/>
  </xsl:function>

  <xsl:template match="note[note:numbered(.)]" mode="html:text" as="element(h:button)" priority="2">
    <xsl:param name="prefix" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="ids" as="xs:boolean" select="true()" tunnel="yes"/>
    <button type="button" class="note-number" popovertarget="{note:id($prefix, 'pop', .)}"
      aria-label="{ui:word('note')} {accumulator-before('note')}">
      <xsl:if test="$ids"><xsl:attribute name="id" select="note:id($prefix, 'ref', .)"/></xsl:if>
      <xsl:value-of select="accumulator-before('note')"/>
    </button>
  </xsl:template>

  <xsl:template match="note[@subtype = 'sign']" mode="html:text" as="element(h:span)" priority="3">
    <span class="sign">[<xsl:apply-templates mode="#current"/>]</span>
  </xsl:template>

  <!-- The number clings to the word before it, although a bracketed note in a transcript has a space there; not where
       the space is all that keeps two words apart. -->
  <xsl:template match="text()[matches(., '\s$')][following-sibling::node()[1][self::note[note:numbered(.)]]
      [not(matches(following-sibling::node()[1], '^\w'))]]" mode="html:text" as="text()?" priority="1">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <xsl:template match="note" mode="html:text" as="element(h:span)">
    <span class="marginal"><xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="(div | body | front | back)/note" mode="html:text" as="element(h:aside)" priority="1">
    <aside class="{if (@place) then 'in-margin' else 'editorial'}" data-search="{if (@place) then 'diary' else 'notes'}" aria-label="{ui:word(if (@place) then 'marginal-note' else 'editorial-note')}">
      <xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:if test="not(@place)"><p class="aside-title" data-search="none"><xsl:value-of select="ui:word('editorial-note')"/></p></xsl:if>
      <xsl:call-template name="note:paragraphs"/>
      <xsl:where-populated>
        <ol class="sources"><xsl:apply-templates select="*" mode="note:list"/></ol>
      </xsl:where-populated>
    </aside>
  </xsl:template>

  <!-- Some write a note without paragraphs. -->
  <xsl:template name="note:paragraphs" as="node()*">
    <xsl:context-item as="element(note)" use="required"/>
    <xsl:choose>
      <xsl:when test="p | ab | list | lg | quote[html:is-block(.)]"><xsl:apply-templates mode="html:text"/></xsl:when>
      <xsl:otherwise><p class="p"><xsl:apply-templates mode="html:text"/></p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- note:list: the notes of a text as list items, in their order; those inside an aside are at its foot, not here. -->
  <xsl:mode name="note:list" on-no-match="shallow-skip" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:template match="teiHeader | text()" mode="note:list" as="empty-sequence()"/>
  <xsl:template match="(div | body | front | back)/note" mode="note:list" as="empty-sequence()" priority="1"/>
  <xsl:template match="note[note:numbered(.)]" mode="note:list" as="element(h:li)+">
    <xsl:param name="prefix" as="xs:string" select="''" tunnel="yes"/>
    <li id="{note:id($prefix, 'note', .)}" value="{accumulator-before('note')}">
      <xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <xsl:call-template name="note:body"/>
      <a class="back" href="#{note:id($prefix, 'ref', .)}" aria-label="{ui:word('note-back')}"/>
    </li>
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- note:popovers: all of them once more, as boxes that open at their number. -->
  <xsl:mode name="note:popovers" on-no-match="shallow-skip" on-multiple-match="fail" use-accumulators="#all"/>
  <xsl:template match="teiHeader | text()" mode="note:popovers" as="empty-sequence()"/>
  <xsl:template match="note[note:numbered(.)]" mode="note:popovers" as="element(h:div)+">
    <xsl:param name="prefix" as="xs:string" select="''" tunnel="yes"/>
    <div popover="auto" class="popover" data-search="none" role="note" id="{note:id($prefix, 'pop', .)}"
      aria-label="{ui:word('note')} {accumulator-before('note')}">
      <xsl:apply-templates select="@xml:lang" mode="html:language"/>
      <span class="popover-number"><xsl:value-of select="accumulator-before('note')"/></span>
      <div>
        <xsl:call-template name="note:body">
          <xsl:with-param name="ids" select="false()" tunnel="yes"/>
        </xsl:call-template>
      </div>
    </div>
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template name="note:body" as="node()*">
    <xsl:context-item as="element(note)" use="required"/>
    <xsl:apply-templates mode="html:text"/>
  </xsl:template>
</xsl:stylesheet>
