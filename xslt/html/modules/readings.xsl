<?xml version="1.0" encoding="UTF-8"?>
<!-- html:text of what editors do to a text, shown in the ways that are usual in the field: expansions,
     additions of the editor in brackets, gaps, uncertain readings. Signs that are not in the source come from the style
     sheet, so that what is copied or searched is the text itself. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:html="urn:tei-toolkit:html"
  xmlns:note="urn:tei-toolkit:notes"
  xmlns:ui="urn:tei-toolkit:interface"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:template match="expan" mode="html:text" as="element(h:span)">
    <span class="expan">
      <xsl:if test="ex">
        <xsl:attribute name="title" select="html:written(string-join(descendant::text()[empty(ancestor::ex)]))"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>
  <xsl:template match="ex" mode="html:text" as="element(h:span)">
    <span class="ex"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="ex[not(ancestor::expan)]" mode="html:text" as="element(h:span)" priority="1">
    <span class="ex" title="{ui:word('expanded')}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="abbr | am" mode="html:text" as="element(h:span)">
    <span class="abbr"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <!-- The reading of the editor is in the text, that of the source in its title, and beside it to be shown instead. -->
  <xsl:template match="choice" mode="html:text" as="element(h:span)">
    <xsl:variable name="written" as="xs:string" select="string((abbr, sic, orig, unclear[2], seg[2], *)[1])"/>
    <span class="choice" title="{html:written($written)}" data-written="{normalize-space($written)}">
      <span class="read"><xsl:apply-templates select="(expan, corr, reg, unclear[1], seg[1], *)[1]" mode="#current"/></span>
    </span>
  </xsl:template>
  <xsl:template match="app" mode="html:text" as="element(h:span)">
    <span class="choice" title="{html:written(string-join(rdg, ' | '))}">
      <xsl:apply-templates select="(lem, rdg)[1]" mode="#current"/>
    </span>
  </xsl:template>
  <xsl:template match="corr | reg | orig | lem | rdg | surplus | restore" mode="html:text" as="element(h:span)">
    <span class="{local-name()}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="sic" mode="html:text" as="element(h:span)">
    <span class="{'sic', 'with-sign'[note:has-sign(current())]}" title="{ui:word('sic')}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:function name="html:written" as="xs:string">
    <xsl:param name="reading" as="xs:string"/>
    <xsl:sequence select="ui:word('written') || ui:word('colon') || normalize-space($reading)"/>
  </xsl:function>

  <xsl:template match="supplied" mode="html:text" as="element(h:span)">
    <span class="supplied" title="{ui:word('supplied')}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="unclear" mode="html:text" as="element(h:span)">
    <span class="{'unclear', 'with-sign'[note:has-sign(current())]}" title="{ui:word('unclear')}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>
  <xsl:template match="damage" mode="html:text" as="element(h:span)">
    <span class="damage" title="{ui:term('reason', 'damage')}"><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <xsl:template match="add" mode="html:text" as="element(h:ins)">
    <ins title="{ui:word('added')}"><xsl:apply-templates mode="#current"/></ins>
  </xsl:template>
  <xsl:template match="del" mode="html:text" as="element(h:del)">
    <del title="{ui:word('deleted')}"><xsl:apply-templates mode="#current"/></del>
  </xsl:template>
  <xsl:template match="subst" mode="html:text" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- What the transcript wrote in the gap, else what its attributes say, else nothing: […]. -->
  <xsl:template match="gap" mode="html:text" as="element(h:span)">
    <xsl:variable name="meaning" as="xs:string" select="html:gap-words(.)"/>
    <span class="gap">
      <xsl:if test="desc and $meaning"><xsl:attribute name="title" select="$meaning"/></xsl:if>
      <xsl:value-of select="'[' || (normalize-space(desc[1])[.], $meaning[.], '…')[1] || ']'"/>
    </span>
  </xsl:template>

  <xsl:function name="html:gap-words" as="xs:string">
    <xsl:param name="gap" as="element(gap)"/>
    <xsl:variable name="extent" as="xs:string?" select="
      if ($gap/@quantity and $gap/@unit) then ui:count($gap/@quantity, $gap/@unit) else $gap/@extent ! string()"/>
    <xsl:variable name="reason" as="xs:string?" select="
      tokenize($gap/@reason)[1][not(. = ('ellipsis', 'sampling'))] ! ui:term('reason', .)"/>
    <xsl:sequence select="string-join(($extent, $reason), ' ')"/>
  </xsl:function>
</xsl:stylesheet>
