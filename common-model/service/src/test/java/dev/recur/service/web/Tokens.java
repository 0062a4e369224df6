package dev.recur.service.web;

import java.util.List;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Tokens as an issuer signs them, and as somebody would like it to have signed them. */
final class Tokens {

    private final String issuer;
    private final RsaJsonWebKey key;

    Tokens(String issuer, RsaJsonWebKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    String issuer() {
        return issuer;
    }

    /** A valid one. */
    String of(String... roles) {
        return signed(claims(Map.of("roles", List.of(roles))));
    }

    /** One that differs in these claims. */
    String with(Map<String, Object> claims) {
        return signed(claims(claims));
    }

    String unsigned() {
        var token = token(claims(Map.of()));
        token.setAlgorithmHeaderValue("none");
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return serialized(token);
    }

    /** What a verifier takes for valid that lets the token choose between secret and public key. */
    String signedWithThePublicKeyAsSecret() {
        var token = token(claims(Map.of()));
        token.setAlgorithmHeaderValue("HS256");
        token.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        return serialized(token);
    }

    private String signed(JwtClaims claims) {
        var token = token(claims);
        token.setAlgorithmHeaderValue("RS256");
        token.setKey(key.getPrivateKey());
        return serialized(token);
    }

    private JsonWebSignature token(JwtClaims claims) {
        var token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKeyIdHeaderValue(key.getKeyId());
        return token;
    }

    private JwtClaims claims(Map<String, Object> changes) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience("recur");
        claims.setSubject("0b6d");
        claims.setClaim("preferred_username", "kim");
        claims.setClaim("azp", "reliability-desk");
        claims.setClaim("roles", List.of("admin"));
        claims.setIssuedAtToNow();
        claims.setExpirationTime(inSeconds(300));
        changes.forEach(claims::setClaim);
        return claims;
    }

    static NumericDate inSeconds(long seconds) {
        var date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static String serialized(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
