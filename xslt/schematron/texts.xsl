<?xml version="1.0" encoding="UTF-8"?>
<!-- run:text: what assertions, diagnostics and properties say, with the values that they ask for. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-toolkit:xslt"
  xmlns:run="urn:tei-toolkit:schematron"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:mode name="run:text" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="text()" mode="run:text" as="element()">
    <out:text><xsl:value-of select="."/></out:text>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="run:text" as="empty-sequence()"/>

  <xsl:template match="value-of" mode="run:text" as="element()">
    <out:value-of select="{@select}" separator=" " run:at="{@run:at}"/>
  </xsl:template>
  <xsl:template match="name" mode="run:text" as="element()">
    <out:value-of select="{if (@path) then '(' || @path || ')/name()' else 'name()'}" run:at="{@run:at}"/>
  </xsl:template>

  <!-- How words look or run is nothing that SVRL says. What is not Schematron's is kept for its words. -->
  <xsl:template match="emph | span | dir" mode="run:text" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="*" mode="run:text" as="node()*" priority="-1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="xsl:*" mode="run:text" as="element()"><xsl:copy-of select="."/></xsl:template>

  <xsl:template match="diagnostic" mode="run:text" as="element()">
    <svrl:diagnostic-reference diagnostic="{@id}">
      <svrl:text><xsl:copy-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang, @role"/><xsl:apply-templates mode="#current"/></svrl:text>
    </svrl:diagnostic-reference>
  </xsl:template>
  <xsl:template match="property" mode="run:text" as="element()">
    <svrl:property-reference property="{@id}">
      <xsl:copy-of select="@role, @scheme"/>
      <svrl:text><xsl:apply-templates mode="#current"/></svrl:text>
    </svrl:property-reference>
  </xsl:template>
</xsl:stylesheet>
