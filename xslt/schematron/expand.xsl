<?xml version="1.0" encoding="UTF-8"?>
<!-- run:expand: the schema as it is in the phase, without abstract patterns and rules (ISO/IEC 19757-3, 5.4 and 6.3). -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:run="urn:tei-toolkit:schematron"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xsl:mode name="run:expand" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- The phase that is validated in; none if all patterns are active. -->
  <xsl:variable name="run:active" as="element(phase)?" select="
    let $id := if ($phase = '#DEFAULT') then string((/schema/@defaultPhase, '#ALL')[1]) else $phase
    return /schema/phase[@id = $id]"/>

  <xsl:template match="schema" mode="run:expand" as="element(schema)">
    <xsl:copy>
      <xsl:copy-of select="@*, ns, title, param, let, xsl:*, diagnostics, properties"/>
      <xsl:apply-templates select="(pattern | group)[not(@abstract = 'true')][empty($run:active) or @id = $run:active/active/@pattern]"
        mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="pattern[@is-a] | group[@is-a]" mode="run:expand" as="element()">
    <xsl:variable name="abstract" as="element()" select="../(pattern | group)[@id = current()/@is-a][@abstract = 'true'][1]"/>
    <xsl:variable name="values" as="map(xs:string, xs:string)" select="map:merge(
      (param, $abstract/param[@value]) ! map { string(@name): string(@value) })"/>
    <!-- Its own rules are looked for once the parameters have their values, so it stands in a document of its own. -->
    <xsl:variable name="filled" as="document-node()">
      <xsl:document>
        <xsl:copy>
          <xsl:copy-of select="$abstract/(@* except (@abstract, @id)), @* except @is-a"/>
          <xsl:apply-templates select="$abstract/(node() except param)" mode="run:fill">
            <xsl:with-param name="values" select="$values" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:copy>
      </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$filled/*" mode="#current">
      <xsl:with-param name="schema" select=".." tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- $name in an expression has the value of the parameter; another variable's name stays. -->
  <xsl:mode name="run:fill" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:template match="@*" mode="run:fill" as="attribute()">
    <xsl:param name="values" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="run:filled(string(), $values)"/>
  </xsl:template>
  <xsl:function name="run:filled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="values" as="map(xs:string, xs:string)"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:analyze-string select="$text" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring><xsl:sequence select="($values(regex-group(1)), .)[1]"/></xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($pieces)"/>
  </xsl:function>

  <xsl:template match="rule[@abstract = 'true']" mode="run:expand" as="empty-sequence()"/>

  <!-- The content of the abstract rule in place of what extends by it: of the same pattern, else of any. -->
  <xsl:template match="rule/extends[@rule]" mode="run:expand" as="node()*">
    <xsl:param name="schema" as="element(schema)?" select="()" tunnel="yes"/>
    <xsl:variable name="rules" as="element(rule)*" select="
      ancestor::*[self::pattern or self::group][1]/rule, ($schema, ancestor::schema)[1]//rule"/>
    <xsl:apply-templates select="($rules[@abstract = 'true'][@id = current()/@rule])[1]/node()" mode="#current"/>
  </xsl:template>
</xsl:stylesheet>
