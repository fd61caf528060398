<?xml version="1.0" encoding="UTF-8"?>
<!-- A Schematron schema (ISO/IEC 19757-3) as an XSLT 3.0 stylesheet that reports, in SVRL, what is wrong with a document.

     The schema has been read and checked by Python: what it includes is in it, and each of its elements says where it
     stands in its file (run:at). expand.xsl takes abstract patterns and rules away; here the rest is turned into one
     walk over the document in which all patterns are tried on a node at once, however many there are: a rule is a template,
     the rules after it are its next matches, and what a pattern has tried already on this node is handed on ($run:fired).

     The result's parameter $run:svrl, if it is not empty, asks for patterns and for rules that fired as well. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:tei-toolkit:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:run="urn:tei-toolkit:schematron"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:include href="expand.xsl"/>
  <xsl:include href="rules.xsl"/>
  <xsl:include href="texts.xsl"/>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <!-- The phase to validate in: an id, #ALL, or #DEFAULT. -->
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>
  <!-- If it is not empty, an error in one rule is reported, and the others go on; that takes longer. -->
  <xsl:param name="careful" as="xs:string" select="''"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="expanded" as="document-node()">
      <xsl:document><xsl:apply-templates select="schema" mode="run:expand"/></xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$expanded/schema"/>
  </xsl:template>

  <xsl:template match="schema" as="element()">
    <xsl:variable name="patterns" as="element()*" select="pattern | group"/>
    <xsl:variable name="elsewhere" as="element()*" select="$patterns[@documents]"/>
    <out:transform version="{if (lower-case((@queryBinding, 'xslt')[1]) = ('xslt', 'exslt', 'xpath')) then '1.0' else '3.0'}">
      <xsl:namespace name="run" select="'urn:tei-toolkit:schematron'"/>
      <xsl:for-each select="ns"><xsl:namespace name="{@prefix}" select="@uri"/></xsl:for-each>
      <xsl:copy-of select="@xml:base"/>
      <out:output method="xml" encoding="UTF-8" indent="no"/>
      <xsl:copy-of select="xsl:*" copy-namespaces="yes"/>
      <out:param name="run:svrl" select="''"/>
      <xsl:apply-templates select="param | let | $run:active/let" mode="run:global"/>
      <xsl:for-each select="$patterns except $elsewhere">
        <xsl:apply-templates select="let" mode="run:of-pattern"/>
      </xsl:for-each>

      <out:template match="/">
        <svrl:schematron-output version="3.0">
          <xsl:copy-of select="@schemaVersion"/>
          <xsl:if test="title"><xsl:attribute name="title" select="run:literal(normalize-space(title))"/></xsl:if>
          <xsl:attribute name="phase" select="if ($run:active) then $run:active/@id else '#ALL'"/>
          <out:variable name="run:records" as="element()*" version="3.0">
            <out:apply-templates select="({($run:active/@from, '.')[1]}) ! ({run:visited($patterns except $elsewhere)})" mode="run:walk"/>
            <xsl:for-each select="$elsewhere">
              <out:for-each select="for $run:uri in ({@documents}) return doc(resolve-uri(string($run:uri), base-uri(.)))">
                <out:apply-templates select="{run:visited(.)}" mode="run:documents-{run:number(.)}"/>
              </out:for-each>
            </xsl:for-each>
          </out:variable>
          <out:choose>
            <out:when test="string($run:svrl)">
              <xsl:for-each select="ns">
                <svrl:ns-prefix-in-attribute-values><xsl:copy-of select="@prefix, @uri"/></svrl:ns-prefix-in-attribute-values>
              </xsl:for-each>
              <xsl:for-each select="$patterns">
                <svrl:active-pattern>
                  <xsl:copy-of select="@id, @role"/>
                  <xsl:if test="title"><xsl:attribute name="name" select="run:literal(normalize-space(title))"/></xsl:if>
                  <xsl:if test="@documents"><xsl:attribute name="documents" select="run:literal(@documents)"/></xsl:if>
                </svrl:active-pattern>
                <out:copy-of select="$run:records[@pattern = {run:number(.)}]/*" copy-namespaces="no"/>
              </xsl:for-each>
            </out:when>
            <out:otherwise><out:copy-of select="$run:records/*" copy-namespaces="no"/></out:otherwise>
          </out:choose>
        </svrl:schematron-output>
      </out:template>

      <xsl:sequence select="run:walk('run:walk', $patterns except $elsewhere)"/>
      <xsl:for-each select="$elsewhere"><xsl:sequence select="run:walk('run:documents-' || run:number(.), .)"/></xsl:for-each>
    </out:transform>
  </xsl:template>

  <!-- The templates of one walk. -->
  <xsl:function name="run:walk" as="element()*">
    <xsl:param name="mode" as="xs:string"/>
    <xsl:param name="patterns" as="element()*"/>
    <out:mode name="{$mode}" on-no-match="deep-skip"/>
    <xsl:apply-templates select="$patterns/rule"><xsl:with-param name="mode" select="$mode" tunnel="yes"/></xsl:apply-templates>
  </xsl:function>

  <!-- What a walk comes to: the nodes in a node, those attributes, comments and texts only that a rule may be about. -->
  <xsl:function name="run:visited" as="xs:string">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:variable name="contexts" as="xs:string*" select="$patterns/rule ! run:steps(@context)"/>
    <xsl:variable name="attributes" as="xs:string*" select="distinct-values($contexts ! run:attributes(.))"/>
    <xsl:sequence select="
      '., descendant::' || (
        if (some $context in $contexts satisfies matches($context, 'text|comment|processing-instruction|node|namespace|\.|key\(|\$'))
        then 'node()' else '*')
      || (if (exists($attributes)) then ') ! (., ' || string-join(if ($attributes = '@*') then '@*' else $attributes, ' | ') else '')"/>
  </xsl:function>

  <!-- The attributes that a context may be about: @name where it ends so, and @* where that is hard to say. -->
  <xsl:function name="run:attributes" as="xs:string*">
    <xsl:param name="context" as="xs:string"/>
    <xsl:for-each select="tokenize($context, '\|')">
      <xsl:variable name="last" as="xs:string" select="normalize-space(tokenize(., '/')[last()])"/>
      <xsl:sequence select="
        if (matches($last, '^@[\i-[:]][\c]*$')) then $last
        else if (matches(., '@|attribute|node|\.|key\(|id\(|\$|\s(union|except|intersect)\s')) then '@*' else ()"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A context without its predicates and strings: what is left says which kinds of nodes it is about. -->
  <xsl:function name="run:steps" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace($context, '&quot;[^&quot;]*&quot;|''[^'']*''', '')"/>
    <xsl:sequence select="run:without-predicates($bare)"/>
  </xsl:function>
  <xsl:function name="run:without-predicates" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="less" as="xs:string" select="replace($context, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($less = $context) then $less else run:without-predicates($less)"/>
  </xsl:function>

  <xsl:function name="run:number" as="xs:integer">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="count($pattern/preceding-sibling::*[self::pattern or self::group]) + 1"/>
  </xsl:function>

  <!-- A text as the value of an attribute that is a template for a value. -->
  <xsl:function name="run:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace(replace($text, '\{', '{{'), '\}', '}}')"/>
  </xsl:function>
</xsl:stylesheet>
